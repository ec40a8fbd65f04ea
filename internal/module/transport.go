package module

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// tries is how often a request is sent before a server that fails or cannot
// be reached is given up.
const tries = 3

// get sends a request, again after a short wait when the server is in trouble.
// The timeout covers the body too: cancel ends it once the body is read.
func (s *Store) get(ctx context.Context, ask string) (*http.Response, context.CancelFunc, error) {
	var last error
	for n := range tries {
		if n > 0 {
			select {
			case <-ctx.Done():
				return nil, nil, ctx.Err()
			case <-time.After(time.Duration(n) * 200 * time.Millisecond):
			}
		}
		resp, cancel, err := s.once(ctx, ask)
		if err == nil && (resp.StatusCode < 500 && resp.StatusCode != http.StatusTooManyRequests || n == tries-1) {
			return resp, cancel, nil
		}
		if err == nil {
			resp.Body.Close()
			cancel()
			continue
		}
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if last = err; errors.Is(err, context.DeadlineExceeded) {
			break // the user has waited long enough
		}
	}
	return nil, nil, unreachable(ask, last)
}

func (s *Store) once(ctx context.Context, ask string) (*http.Response, context.CancelFunc, error) {
	ctx, cancel := context.WithTimeout(ctx, s.opts.Timeout)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, ask, nil)
	if err != nil {
		cancel()
		return nil, nil, err
	}
	req.Header.Set("User-Agent", "terrace")
	if s.opts.Token != nil && req.URL.Scheme == "https" {
		if t, ok := s.opts.Token(req.URL.Host); ok {
			req.Header.Set("Authorization", "Bearer "+t)
		}
	}
	resp, err := s.opts.Client.Do(req)
	if err != nil {
		cancel()
		return nil, nil, err
	}
	return resp, cancel, nil
}

// getJSON reads a JSON answer and gives the address it came from in the end.
func (s *Store) getJSON(ctx context.Context, ask string, into any) (*url.URL, error) {
	resp, cancel, err := s.get(ctx, ask)
	if err != nil {
		return nil, err
	}
	defer cancel()
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusNotFound:
		return nil, &notFound{refused(ask, resp)}
	case resp.StatusCode != http.StatusOK:
		return nil, refused(ask, resp)
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, maxAnswer)).Decode(into); err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			return nil, unreachable(ask, err)
		}
		return nil, unusable(ask, "it is not the JSON that the registry protocol asks for")
	}
	return resp.Request.URL, nil
}

// notFound is a refusal that a caller may know how to explain.
type notFound struct{ *diag.Finding }

func (e *notFound) Unwrap() error { return e.Finding }

func refused(ask string, resp *http.Response) *diag.Finding {
	f := &diag.Finding{
		Severity: diag.Error,
		Summary:  fmt.Sprintf("%s answered %s", redacted(ask), resp.Status),
		Fix:      "Try again later, or take the module from a mirror (--module-mirror DIR).",
	}
	if resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusForbidden {
		f.Fix = "Give credentials for the registry, or take the module from a mirror (--module-mirror DIR)."
		f.Code = diag.Missing
	}
	return f
}

func unreachable(ask string, err error) *diag.Finding {
	why := err.Error()
	if errors.Is(err, context.DeadlineExceeded) {
		why = "it did not answer in time"
	}
	return &diag.Finding{
		Severity: diag.Error,
		Summary:  fmt.Sprintf("%s cannot be reached", redacted(ask)),
		Detail:   why + ".",
		Fix:      "Check the network and its proxy, or take the module from a mirror (--module-mirror DIR).",
	}
}

func unusable(ask, why string) *diag.Finding {
	return &diag.Finding{
		Severity: diag.Error,
		Summary:  fmt.Sprintf("The answer of %s cannot be used", redacted(ask)),
		Detail:   why + ".",
		Fix:      "Tell the owner of the registry, or take the module from a mirror (--module-mirror DIR).",
	}
}

// redacted takes passwords and signed queries out of an address.
func redacted(ask string) string {
	u, err := url.Parse(ask)
	if err != nil {
		return ask
	}
	u.RawQuery = ""
	return u.Redacted()
}
