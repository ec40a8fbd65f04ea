package tinyprov

import (
	"context"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
)

// text is a function from one string to another; a test reads out of it what
// the provider's process sees of the world.
type text struct {
	name string
	run  func(string) (string, error)
}

func newShout() function.Function {
	return &text{"shout", func(s string) (string, error) { return strings.ToUpper(s), nil }}
}

// newReach makes the function that calls AWS: an address, or after "!" the name
// of a call of the JSON protocol at the endpoint in force.
func newReach() function.Function {
	return &text{"reach", func(s string) (string, error) {
		q, err := http.NewRequest(http.MethodGet, s, nil)
		if call, ok := strings.CutPrefix(s, "!"); ok {
			q, err = http.NewRequest(http.MethodPost, os.Getenv("AWS_ENDPOINT_URL"), strings.NewReader("{}"))
			if err == nil {
				q.Header.Set("X-Amz-Target", call)
			}
		}
		if err != nil {
			return "", err
		}
		resp, err := http.DefaultClient.Do(q)
		if err != nil {
			return err.Error(), nil
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		return resp.Status + " " + string(b), err
	}}
}

func newSurroundings() function.Function {
	return &text{"surroundings", func(string) (string, error) { return strings.Join(os.Environ(), "\n"), nil }}
}

func newPanic() function.Function {
	return &text{"panic", func(why string) (string, error) { panic(why) }}
}

func newDie() function.Function {
	return &text{"die", func(string) (string, error) { os.Exit(3); return "", nil }}
}

func (f *text) Metadata(_ context.Context, _ function.MetadataRequest, r *function.MetadataResponse) {
	r.Name = f.name
}

func (*text) Definition(_ context.Context, _ function.DefinitionRequest, r *function.DefinitionResponse) {
	r.Definition = function.Definition{Parameters: []function.Parameter{function.StringParameter{Name: "in"}}, Return: function.StringReturn{}}
}

func (f *text) Run(ctx context.Context, q function.RunRequest, r *function.RunResponse) {
	var in string
	if r.Error = q.Arguments.Get(ctx, &in); r.Error != nil {
		return
	}
	out, err := f.run(in)
	if err != nil {
		r.Error = function.NewFuncError(err.Error())
		return
	}
	r.Error = r.Result.Set(ctx, out)
}
