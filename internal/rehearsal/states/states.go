// Package states knows where a module keeps its Terraform state, and reads and
// writes it there: in the simulated S3, or in files beside the module.
package states

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/awsfront"
	"github.com/terrace-cloud/terrace/internal/whole"
)

// Place is where the states of a module are kept, one for each workspace.
// Either Bucket or File is set; neither where the state lies with a backend
// that cannot be looked into: nothing may be concluded then.
type Place struct {
	Bucket string `json:"bucket,omitempty"` // S3: of every workspace
	Key    string `json:"key,omitempty"`    // S3: of the default workspace
	Prefix string `json:"prefix,omitempty"` // S3: other workspaces lie at PREFIX/NAME/KEY
	File   string `json:"file,omitempty"`   // absolute: of the default workspace
	Folder string `json:"folder,omitempty"` // absolute: other workspaces lie at FOLDER/NAME/terraform.tfstate
}

// Known tells whether the states can be looked into.
func (p Place) Known() bool { return p.Bucket != "" || p.File != "" }

// What Terraform takes where a backend block does not say otherwise.
// https://developer.hashicorp.com/terraform/language/backend/s3
// https://developer.hashicorp.com/terraform/language/backend/local
const (
	defaultFile   = "terraform.tfstate"
	defaultFolder = "terraform.tfstate.d"
	defaultPrefix = "env:"
)

// S3 gives the place of a state in S3; an empty prefix means Terraform's own.
func S3(bucket, key, prefix string) Place {
	if bucket == "" || key == "" {
		return Place{}
	}
	if prefix == "" {
		prefix = defaultPrefix
	}
	return Place{Bucket: bucket, Key: key, Prefix: prefix}
}

func local(dir, file, folder string) Place {
	within := func(name, usual string) string {
		if name == "" {
			name = usual
		}
		if filepath.IsAbs(name) {
			return name
		}
		return filepath.Join(dir, name)
	}
	return Place{File: within(file, defaultFile), Folder: within(folder, defaultFolder)}
}

// Of gives the place of a module's states as `init` has found it, or, where
// nothing was initialised, as the backend block says.
func Of(dir string) (Place, error) {
	var f struct {
		Backend struct {
			Type   string
			Config map[string]any
		}
	}
	file := filepath.Join(dir, ".terraform", defaultFile)
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Configured(dir, dir), nil
	}
	if err == nil {
		err = json.Unmarshal(b, &f)
	}
	if err != nil {
		return Place{}, &diag.Finding{Severity: diag.Error, Summary: "The module's backend cannot be told", Detail: err.Error(),
			Where: diag.Pos{File: file}, Fix: "Remove the folder's .terraform, or start over with `terrace rehearse --fresh`."}
	}
	return placed(dir, f.Backend.Type, func(name string) string { s, _ := f.Backend.Config[name].(string); return s }), nil
}

// Beside is the place of the states that a module in dir keeps beside itself.
func Beside(dir string) Place { return local(dir, "", "") }

// placed gives the place that a backend of a type and its arguments mean.
func placed(dir, backend string, arg func(string) string) Place {
	switch backend {
	case "", "local":
		return local(dir, arg("path"), arg("workspace_dir"))
	case "s3":
		return S3(arg("bucket"), arg("key"), arg("workspace_key_prefix"))
	}
	return Place{}
}

// Read gives the states of all workspaces; none where nothing was saved yet.
func (p Place) Read(store *awsfront.Store) (out [][]byte, err error) {
	if p.Bucket != "" {
		return store.States(p.Bucket, p.Key, p.Prefix)
	}
	files := []string{p.File}
	spaces, err := os.ReadDir(p.Folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, s := range spaces {
		files = append(files, filepath.Join(p.Folder, s.Name(), defaultFile))
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

// Write saves a state as that of the default workspace.
func (p Place) Write(ctx context.Context, store *awsfront.Store, state []byte) error {
	if p.Bucket != "" {
		return store.PutState(ctx, p.Bucket, p.Key, state)
	}
	if err := os.MkdirAll(filepath.Dir(p.File), 0o700); err != nil {
		return err
	}
	return whole.Write(p.File, state, 0o600)
}

// String names the place for people.
func (p Place) String() string {
	if p.Bucket != "" {
		return "s3://" + path.Join(p.Bucket, p.Key)
	}
	return p.File
}
