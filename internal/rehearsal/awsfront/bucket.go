package awsfront

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/johannesboyne/gofakes3"
	"go.etcd.io/bbolt"
)

const s3Namespace = ` xmlns="http://s3.amazonaws.com/doc/2006-03-01/"`

// settings are what a well-kept state bucket answers about itself, by the
// sub-resource that is asked for: encrypted, nothing public, TLS only. A text
// that is no document is the code that S3 answers for what is not set. What a
// caller puts is kept and answered instead.
var settings = map[string]string{
	"encryption":        `<ServerSideEncryptionConfiguration` + s3Namespace + `><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>`,
	"publicAccessBlock": `<PublicAccessBlockConfiguration` + s3Namespace + `><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>`,
	"ownershipControls": `<OwnershipControls` + s3Namespace + `><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>`,
	"logging":           `<BucketLoggingStatus` + s3Namespace + `/>`,
	"accelerate":        `<AccelerateConfiguration` + s3Namespace + `/>`,
	"requestPayment":    `<RequestPaymentConfiguration` + s3Namespace + `><Payer>BucketOwner</Payer></RequestPaymentConfiguration>`,
	"notification":      `<NotificationConfiguration` + s3Namespace + `/>`,
	"policyStatus":      `<PolicyStatus` + s3Namespace + `><IsPublic>FALSE</IsPublic></PolicyStatus>`,
	"acl":               `<AccessControlPolicy` + s3Namespace + `><Owner><ID>rehearsal</ID></Owner><AccessControlList/></AccessControlPolicy>`,
	// The two statements are those that Terragrunt looks for by their names.
	"policy":      `{"Version":"2012-10-17","Statement":[{"Sid":"EnforcedTLS","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Sid":"RootAccess","Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:*","Resource":"*"}]}`,
	"tagging":     "NoSuchTagSet",
	"lifecycle":   "NoSuchLifecycleConfiguration",
	"cors":        "NoSuchCORSConfiguration",
	"website":     "NoSuchWebsiteConfiguration",
	"replication": "ReplicationConfigurationNotFoundError",
	"object-lock": "ObjectLockConfigurationNotFoundError",
}

// unknown are S3's other sub-resources: the S3 library would take a question
// about one for a question about the object itself.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
var unknown = strings.Fields(`analytics attributes intelligent-tiering inventory legal-hold metadataTable
	metadataConfiguration metrics restore retention select session torrent`)

// serveS3 answers what is asked of a bucket's settings, and gives the rest to
// the S3 library.
func (f *Front) serveS3(w http.ResponseWriter, r *http.Request, _ identity) {
	bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	q := r.URL.Query()
	what := operation(r, bucket, key, q)
	sub := setting(q)
	switch {
	case hasAny(q, unknown), sub != "" && key != "":
		f.refuse(w, r, what, "AccessDenied", "The rehearsal's S3 keeps state; it does not do this.")
	case bucket != "" && gofakes3.ValidateBucketName(bucket) != nil:
		f.refuse(w, r, what, "InvalidBucketName", "The specified bucket is not valid.")
	case sub != "":
		f.count(true, what)
		f.serveSetting(w, r, bucket, sub)
	case r.Method == http.MethodPut && bucket != "" && key == "" && !q.Has("versioning"):
		f.count(true, what)
		xmlError(w, http.StatusConflict, "BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.")
	default:
		f.count(true, what)
		f.s3.ServeHTTP(w, r)
	}
}

func operation(r *http.Request, bucket, key string, q url.Values) string {
	kind := "Service"
	if bucket != "" {
		kind = "Bucket"
	}
	if key != "" {
		kind = "Object"
	}
	what := "s3 " + r.Method + " " + kind
	if sub := setting(q); sub != "" {
		what += " " + sub
	}
	return what
}

func setting(q url.Values) string {
	for name := range settings {
		if q.Has(name) {
			return name
		}
	}
	return ""
}

func hasAny(q url.Values, names []string) bool {
	for _, n := range names {
		if q.Has(n) {
			return true
		}
	}
	return false
}

func (f *Front) serveSetting(w http.ResponseWriter, r *http.Request, bucket, sub string) {
	switch r.Method {
	case http.MethodGet:
		text, err := f.setting(bucket, sub)
		switch {
		case err != nil:
			xmlError(w, http.StatusInternalServerError, "InternalError", err.Error())
		case strings.HasPrefix(text, "<") || strings.HasPrefix(text, "{"):
			_, _ = io.WriteString(w, text)
		default:
			xmlError(w, http.StatusNotFound, text, "It is not set.")
		}
	case http.MethodPut:
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxForm))
		if err == nil {
			err = f.setSetting(bucket, sub, string(body))
		}
		if err != nil {
			xmlError(w, http.StatusBadRequest, "InvalidArgument", err.Error())
		}
	case http.MethodDelete:
		if err := f.setSetting(bucket, sub, ""); err != nil {
			xmlError(w, http.StatusBadRequest, "InvalidArgument", err.Error())
			return
		}
		w.WriteHeader(http.StatusNoContent)
	default:
		xmlError(w, http.StatusMethodNotAllowed, "MethodNotAllowed", "The specified method is not allowed against this resource.")
	}
}

func (s *Store) setting(bucket, sub string) (text string, err error) {
	changed := map[string]string{}
	err = s.db.Bolt().View(func(tx *bbolt.Tx) error {
		if b := tx.Bucket(bucketBuckets).Get([]byte(bucket)); b != nil {
			return json.Unmarshal(b, &changed)
		}
		return nil
	})
	if t, ok := changed[sub]; ok {
		return t, err
	}
	return settings[sub], err
}

// setSetting keeps what was put; with "" the bucket is as it was at the start.
func (s *Store) setSetting(bucket, sub, text string) error {
	return s.db.Write(context.Background(), "setting "+sub+" of bucket "+bucket, func(tx *bbolt.Tx) error {
		changed := map[string]string{}
		b := tx.Bucket(bucketBuckets)
		if have := b.Get([]byte(bucket)); have != nil {
			if err := json.Unmarshal(have, &changed); err != nil {
				return err
			}
		}
		changed[sub] = text
		if text == "" {
			delete(changed, sub)
		}
		out, err := json.Marshal(changed)
		if err != nil {
			return err
		}
		return b.Put([]byte(bucket), out)
	})
}

func xmlError(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	_ = xml.NewEncoder(w).Encode(struct {
		XMLName                  xml.Name `xml:"Error"`
		Code, Message, RequestId string
	}{Code: code, Message: message, RequestId: "rehearsal"})
}
