package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/test/mirror/counts"
)

// What the estate does not reach, planned with the stand-ins by the real
// provider: minutes, so not with -short. The estate itself is held against its
// recording where it is rehearsed, in test/slice.
func TestStandInsMakeWhatTheModulesMake(t *testing.T) {
	if testing.Short() {
		t.Skip("plans 40 units with the real provider")
	}
	if os.Getenv("TERRACE_AWS_PROVIDER") == "" {
		t.Skip("TERRACE_AWS_PROVIDER does not name the AWS provider's program: this test plans with the real one")
	}
	tools, _ := engine.Find(t.Context(), engine.Config{})
	if tools.Engine.Path == "" || tools.Provider.Path == "" {
		t.Skip("neither Terraform nor OpenTofu was found (`terrace setup` says where it looks)")
	}
	o := options{estate: "../variants", modules: "..", outputs: "../outputs.json", progress: io.Discard}
	made, err := o.fromPlans(t.Context(), tools)
	if err != nil {
		t.Fatal(err)
	}
	recorded, err := counts.Read("../variants/counts.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range counts.Diff(recorded, made) {
		t.Error(line)
	}
}

// Without a plan: the recording is of the units that the estate has today, and
// their inputs are known once the outputs of dependencies are.
func TestRecordingIsOfThisEstate(t *testing.T) {
	t.Parallel()
	for estate, recording := range map[string]string{"../../../infrastructure": "../counts.json", "../variants": "../variants/counts.json"} {
		units, err := options{estate: estate, outputs: "../outputs.json"}.units(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		recorded, err := counts.Read(filepath.FromSlash(recording))
		if err != nil {
			t.Fatal(err)
		}
		for _, unit := range units {
			if recorded[unit.path] == nil {
				t.Errorf("%s is not recorded: run test/mirror/record with -update and the real modules", unit.path)
			}
			delete(recorded, unit.path)
			if !json.Valid(unit.inputs) {
				t.Errorf("%s: inputs are not JSON: %s", unit.path, unit.inputs)
			}
		}
		for path := range recorded {
			t.Errorf("%s is recorded and not in %s any more", path, estate)
		}
	}
}

// Every input that the estate passes is one of the module's, and so is every
// output it reads: those are the ones made up for the recording.
func TestEstateAsksForWhatModulesOffer(t *testing.T) {
	t.Parallel()
	lock, err := contract.Open("../../../" + contract.FileName)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../outputs.json")
	if err != nil {
		t.Fatal(err)
	}
	var read map[string]map[string]any
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	units, err := options{estate: "../../../infrastructure", outputs: "../outputs.json"}.units(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, unit := range units {
		offer, ok := lock.Module(path.Dir(unit.module), path.Base(unit.module), unit.sub)
		if !ok {
			t.Errorf("%s runs %s, which is not in the lock", unit.path, path.Join(unit.module, unit.sub))
			continue
		}
		var inputs map[string]any
		if err := json.Unmarshal(unit.inputs, &inputs); err != nil {
			t.Fatal(err)
		}
		for _, variable := range offer.Variables {
			if _, given := inputs[variable.Name]; !given && variable.Required() {
				t.Errorf("%s gives no value to %q", unit.path, variable.Name)
			}
			delete(inputs, variable.Name)
		}
		for name := range inputs {
			t.Errorf("%s passes %q, which %s does not know", unit.path, name, unit.module)
		}
		layer, name := path.Split(unit.path)
		for output := range read[path.Join(path.Base(layer), name)] {
			if offer.Outputs[output] == nil {
				t.Errorf("output %q of %s is read, which %s does not have", output, unit.path, unit.module)
			}
		}
	}
}

func TestInputsThatDependOnAnythingElseAreRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	outputs := filepath.Join(dir, "outputs.json")
	if err := os.WriteFile(outputs, []byte(`{}`), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := options{estate: "../../../infrastructure", outputs: outputs, only: "network/alb"}.units(context.Background())
	if err == nil || !strings.Contains(err.Error(), "not made up") {
		t.Errorf("got %v", err)
	}
}

func TestCloudAnswers(t *testing.T) {
	t.Parallel()
	cloud, err := listen()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cloud.Close() })
	for want, form := range map[string]url.Values{
		"<Account>111122223333</Account>": {"Action": {"GetCallerIdentity"}},
		"<serviceType>Gateway</serviceType>": {"Action": {"DescribeVpcEndpointServices"},
			"ServiceName.1": {"com.amazonaws.eu-central-1.s3"}, "Filter.1.Name": {"service-type"}, "Filter.1.Value.1": {"Gateway"}},
		"<serviceType>Interface</serviceType>": {"Action": {"DescribeVpcEndpointServices"}},
		"no answer to RunInstances":            {"Action": {"RunInstances"}},
	} {
		response, err := http.PostForm(cloud.URL, form)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%v: %s, %v; want %s", form, text, err, want)
		}
	}
}
