package awsfront

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

const (
	stsNamespace = "https://sts.amazonaws.com/doc/2011-06-15/"
	// sessionLife is how long the credentials of a role say they last. They
	// last as long as the run; longer than any of these is what matters.
	sessionLife = 12 * time.Hour
	maxForm     = 1 << 20 // bytes of a request to STS
)

// stsActions is what is answered; each gives the content of its Result.
var stsActions = map[string]struct {
	unsigned bool
	answer   func(f *Front, who identity, form url.Values) (any, error)
}{
	"GetCallerIdentity":         {answer: callerIdentity},
	"AssumeRole":                {answer: assumeRole},
	"AssumeRoleWithWebIdentity": {answer: assumeRole, unsigned: true},
}

func (f *Front) serveSTS(w http.ResponseWriter, r *http.Request, who identity) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxForm))
	form, perr := url.ParseQuery(string(body))
	action := form.Get("Action")
	do, known := stsActions[action]
	switch {
	case err != nil || perr != nil || action == "":
		f.refuse(w, r, "sts", "MalformedInput", "The request is not a form with an Action.")
		return
	case !known:
		f.refuse(w, r, "sts", "InvalidAction", "The rehearsal does not simulate "+action+".")
		return
	case who.account == "" && !do.unsigned:
		f.refuse(w, r, "sts "+action, "InvalidClientTokenId", "The security token included in the request is invalid.")
		return
	}
	result, err := do.answer(f, who, form)
	if err != nil {
		f.refuse(w, r, "sts "+action, "ValidationError", err.Error())
		return
	}
	f.count(true, "sts "+action)
	name := func(s string) xml.Name { return xml.Name{Space: stsNamespace, Local: action + s} }
	w.Header().Set("Content-Type", "text/xml")
	_ = xml.NewEncoder(w).Encode(struct {
		XMLName  xml.Name
		Result   any
		Metadata requestID `xml:"ResponseMetadata"`
	}{name("Response"), named{name("Result"), result}, requestID{"rehearsal"}})
}

type requestID struct {
	RequestID string `xml:"RequestId"`
}

// named gives an element a name that is known only at run time.
type named struct {
	name    xml.Name
	content any
}

// MarshalXML writes the content under the name.
func (n named) MarshalXML(e *xml.Encoder, _ xml.StartElement) error {
	return e.EncodeElement(n.content, xml.StartElement{Name: xml.Name{Local: n.name.Local}})
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
func callerIdentity(_ *Front, who identity, _ url.Values) (any, error) {
	return struct {
		Arn, UserId, Account string
	}{who.arn, who.userID, who.account}, nil
}

var roleARN = regexp.MustCompile(`^arn:(aws[a-z-]*):iam::(\d{12}):role/(.+)$`)

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
func assumeRole(f *Front, _ identity, form url.Values) (any, error) {
	m := roleARN.FindStringSubmatch(form.Get("RoleArn"))
	if m == nil {
		return nil, fmt.Errorf("%s is invalid", form.Get("RoleArn"))
	}
	session := form.Get("RoleSessionName")
	if session == "" {
		return nil, fmt.Errorf("RoleSessionName is missing")
	}
	role := m[3][strings.LastIndex(m[3], "/")+1:] // the session's ARN has the role without its path
	arn := "arn:" + m[1] + ":sts::" + m[2] + ":assumed-role/" + role + "/" + session
	id, secret := f.keys.of("ASIA", m[2])
	type credentials struct{ AccessKeyId, SecretAccessKey, SessionToken, Expiration string }
	type user struct{ AssumedRoleId, Arn string }
	return struct {
		Credentials     credentials
		AssumedRoleUser user
	}{
		credentials{id, secret, sessionToken(arn), time.Now().Add(sessionLife).UTC().Format(time.RFC3339)},
		user{"AROA" + m[2] + "REHEARSE:" + session, arn},
	}, nil
}

// refuse answers as AWS does when a request is not allowed, and counts it. The
// status is one that no SDK tries again.
func (f *Front) refuse(w http.ResponseWriter, r *http.Request, what, code, message string) {
	target := r.Header.Get("X-Amz-Target")
	if target != "" {
		what += " " + target
	}
	f.count(false, what)
	status := http.StatusForbidden
	if target != "" || strings.Contains(r.Header.Get("Content-Type"), "json") {
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		w.Header().Set("X-Amzn-Errortype", code)
		w.WriteHeader(status)
		fmt.Fprintf(w, `{"__type":%q,"message":%q}`, code, message)
		return
	}
	w.Header().Set("Content-Type", "text/xml")
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return
	}
	type failure struct{ Type, Code, Message string }
	if strings.HasPrefix(what, "s3") {
		_ = xml.NewEncoder(w).Encode(struct {
			XMLName       xml.Name `xml:"Error"`
			Code, Message string
		}{Code: code, Message: message})
		return
	}
	_ = xml.NewEncoder(w).Encode(struct {
		XMLName xml.Name `xml:"ErrorResponse"`
		Error   failure
		requestID
	}{Error: failure{"Sender", code, message}, requestID: requestID{"rehearsal"}})
}
