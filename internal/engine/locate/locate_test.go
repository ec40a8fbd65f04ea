package locate

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/go-version"
)

// machine is a machine with nothing on it.
func machine(t *testing.T) (Options, map[string]string) {
	root := t.TempDir()
	env := map[string]string{"XDG_DATA_DIRS": filepath.Join(root, "share")}
	return Options{
		Top: filepath.Join(root, "repo"), Home: filepath.Join(root, "home"), Cache: filepath.Join(root, "cache"),
		Env: func(n string) string { return env[n] }, OS: "linux", Arch: "amd64", Search: []string{filepath.Join(root, "opt")},
	}, env
}

// unpacked puts a fake of the provider into a mirror.
func unpacked(t *testing.T, mirror, host, version, platform string) string {
	t.Helper()
	path := filepath.Join(mirror, host, "hashicorp", "aws", version, platform, "terraform-provider-aws_v"+version+"_x5")
	put(t, path, "fake provider "+version, 0o755)
	return path
}

// packed puts an archive with a fake of the provider into a mirror.
func packed(t *testing.T, mirror, version, platform string, entries ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range entries {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte("fake provider " + version))
	}
	z.Close()
	path := filepath.Join(mirror, "registry.terraform.io", "hashicorp", "aws", "terraform-provider-aws_"+version+"_"+platform+".zip")
	put(t, path, b.String(), 0o644)
	return path
}

func put(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

const tf, tofu = "registry.terraform.io", "registry.opentofu.org"

func TestProvidersFromEachPlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		put  func(t *testing.T, o *Options, env map[string]string) string
		from string
	}{
		"plugin folder": {func(t *testing.T, o *Options, _ map[string]string) string {
			return unpacked(t, o.Home+"/.terraform.d/plugins", tf, "5.1.0", "linux_amd64")
		}, "Terraform's plugin folder"},
		"OpenTofu's registry": {func(t *testing.T, o *Options, _ map[string]string) string {
			return unpacked(t, o.Home+"/.terraform.d/plugins", tofu, "5.1.0", "linux_amd64")
		}, "Terraform's plugin folder"},
		"data home": {func(t *testing.T, o *Options, _ map[string]string) string {
			return unpacked(t, o.Home+"/.local/share/terraform/plugins", tf, "5.1.0", "linux_amd64")
		}, "Terraform's plugin folder"},
		"data folders": {func(t *testing.T, o *Options, env map[string]string) string {
			return unpacked(t, env["XDG_DATA_DIRS"]+"/opentofu/plugins", tf, "5.1.0", "linux_amd64")
		}, "OpenTofu's plugin folder"},
		"macOS": {func(t *testing.T, o *Options, _ map[string]string) string {
			o.OS, o.Arch = "darwin", "arm64"
			return unpacked(t, o.Home+"/Library/Application Support/io.terraform/plugins", tf, "5.1.0", "darwin_arm64")
		}, "Terraform's plugin folder"},
		"cache by environment": {func(t *testing.T, o *Options, env map[string]string) string {
			env["TF_PLUGIN_CACHE_DIR"] = o.Home + "/plugins"
			return unpacked(t, o.Home+"/plugins", tf, "5.1.0", "linux_amd64")
		}, "TF_PLUGIN_CACHE_DIR"},
		"own download": {func(t *testing.T, o *Options, _ map[string]string) string {
			return unpacked(t, ProviderCache(o.Cache), tf, "5.1.0", "linux_amd64")
		}, "downloaded by terrace"},
		"initialised": {func(t *testing.T, o *Options, _ map[string]string) string {
			return unpacked(t, o.Top+"/a/b/.terragrunt-cache/x/y/.terraform/providers", tf, "5.1.0", "linux_amd64")
		}, "a .terraform folder of the repository"},
		"mirror of the file": {func(t *testing.T, o *Options, _ map[string]string) string {
			put(t, o.Home+"/.terraformrc", "provider_installation {\n  filesystem_mirror {\n    path = \""+o.Home+"/m\"\n    include = [\"*/*\"]\n  }\n  direct {}\n}\n", 0o600)
			return unpacked(t, o.Home+"/m", tf, "5.1.0", "linux_amd64")
		}, "filesystem_mirror of .terraformrc"},
		"cache of the file": {func(t *testing.T, o *Options, env map[string]string) string {
			env["HOME"] = o.Home
			put(t, o.Home+"/.tofurc", "plugin_cache_dir = \"$HOME/c\"\ncredentials \"x\" {\n token = \"t\"\n}\n", 0o600)
			return unpacked(t, o.Home+"/c", tf, "5.1.0", "linux_amd64")
		}, "plugin_cache_dir of .tofurc"},
		"file by environment": {func(t *testing.T, o *Options, env map[string]string) string {
			env["TF_CLI_CONFIG_FILE"] = o.Home + "/my.tfrc.json"
			put(t, o.Home+"/my.tfrc.json", `{"plugin_cache_dir": "`+o.Home+`/c"}`, 0o600)
			return unpacked(t, o.Home+"/c", tf, "5.1.0", "linux_amd64")
		}, "plugin_cache_dir of my.tfrc.json"},
		"search": {func(t *testing.T, o *Options, _ map[string]string) string {
			return unpacked(t, o.Search[0]+"/any/where", tf, "5.1.0", "linux_amd64")
		}, "a search of this machine"},
		"packed": {func(t *testing.T, o *Options, _ map[string]string) string {
			return packed(t, o.Home+"/.terraform.d/plugins", "5.1.0", "linux_amd64", "terraform-provider-aws_v5.1.0_x5")
		}, "Terraform's plugin folder"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, env := machine(t)
			want := []Found{{Path: filepath.Clean(c.put(t, &o, env)), Version: "5.1.0", From: c.from, Packed: name == "packed"}}
			got, _, notes := Providers(t.Context(), o)
			if d := cmp.Diff(want, got); d != "" || len(notes) > 0 {
				t.Error(d, notes)
			}
		})
	}
}

func TestProvidersNewestThatMeetsTheConstraint(t *testing.T) {
	t.Parallel()
	o, _ := machine(t)
	plugins := o.Home + "/.terraform.d/plugins"
	for _, v := range []string{"5.9.0", "5.100.0", "6.2.0", "5.99.0"} {
		unpacked(t, plugins, tf, v, "linux_amd64")
	}
	unpacked(t, plugins, tf, "7.0.0", "linux_arm64") // another machine's
	packed(t, plugins, "5.100.0", "linux_amd64", "terraform-provider-aws_v5.100.0_x5")
	put(t, filepath.Join(plugins, tf, "hashicorp/aws/8.0.0/linux_amd64/terraform-provider-aws_v8.0.0_x5"), "no right to run it", 0o644)
	unpacked(t, o.Top+"/.terraform/providers", tf, "4.0.0", "linux_amd64")
	for constraint, want := range map[string]string{
		"":         "6.2.0 5.100.0 5.100.0(packed) 5.99.0 5.9.0",
		"~> 5.0":   "5.100.0 5.100.0(packed) 5.99.0 5.9.0 | 6.2.0",
		"< 5":      "4.0.0 | 6.2.0 5.100.0 5.100.0(packed) 5.99.0 5.9.0", // the next group of places
		"~> 3.0":   "| 6.2.0 5.100.0 5.100.0(packed) 5.99.0 5.9.0 4.0.0",
		"= 5.99.0": "5.99.0 | 6.2.0 5.100.0 5.100.0(packed) 5.9.0",
	} {
		o := o
		if constraint != "" {
			o.Want, _ = version.NewConstraint(constraint)
		}
		found, others, _ := Providers(t.Context(), o)
		if got := versions(found, others); got != want {
			t.Errorf("%q: %s, not %s", constraint, got, want)
		}
	}
}

func versions(found, others []Found) string {
	var s []string
	for i, l := range [][]Found{found, others} {
		if i == 1 && len(l) > 0 {
			s = append(s, "|")
		}
		for _, p := range l {
			s = append(s, p.Version+map[bool]string{true: "(packed)"}[p.Packed])
		}
	}
	return strings.Join(s, " ")
}

func TestMirrors(t *testing.T) {
	t.Parallel()
	o, env := machine(t)
	env["TF_CLI_CONFIG_FILE"] = filepath.Join(o.Home, "my.rc")
	put(t, env["TF_CLI_CONFIG_FILE"], "plugin_cache_dir = \""+o.Home+"/c\"\nprovider_installation {\n  filesystem_mirror {\n    path = \""+o.Home+"/m\"\n  }\n}\n", 0o600)
	for _, c := range []struct {
		dir                string
		without, andCaches bool
	}{{"m", true, true}, {"c", false, true}, {".terraform.d/plugins", true, true}, {".cache/terragrunt/providers", false, true}} {
		dir := filepath.Join(o.Home, c.dir)
		if got := slices.Contains(Mirrors(o, false), dir); got != c.without {
			t.Errorf("%s without caches: %v", c.dir, got)
		}
		if got := slices.Contains(Mirrors(o, true), dir); got != c.andCaches {
			t.Errorf("%s with caches: %v", c.dir, got)
		}
	}
	for program, want := range map[string]string{
		"/opt/m/registry.terraform.io/hashicorp/aws/5.1.0/linux_amd64/terraform-provider-aws_v5.1.0_x5": "/opt/m",
		"/opt/bin/terraform-provider-aws": "",
	} {
		if got := Around(program); got != want {
			t.Errorf("around %s: %q", program, got)
		}
	}
}

func TestCLIConfigThatCannotBeRead(t *testing.T) {
	t.Parallel()
	o, env := machine(t)
	env["TF_CLI_CONFIG_FILE"] = filepath.Join(o.Home, "missing.rc")
	if _, _, notes := Providers(t.Context(), o); len(notes) != 1 || !strings.Contains(notes[0].Summary, "does not exist") || notes.HasErrors() {
		t.Error(notes)
	}
	// What an older HCL allows is told, and the rest is read.
	put(t, env["TF_CLI_CONFIG_FILE"], "plugin_cache_dir = \""+o.Home+"/c\"\nprovider_installation {\n  dev_overrides {\n    \"hashicorp/null\" = \"/x\"\n  }\n}\n", 0o600)
	unpacked(t, o.Home+"/c", tf, "5.1.0", "linux_amd64")
	found, _, notes := Providers(t.Context(), o)
	if len(found) != 1 || len(notes) != 1 || notes[0].Where.Line != 4 || notes.HasErrors() {
		t.Error(found, notes)
	}
}

func TestNamed(t *testing.T) {
	t.Parallel()
	o, _ := machine(t)
	mirror := filepath.Join(o.Home, "mirror")
	program := unpacked(t, mirror, tf, "5.1.0", "linux_amd64")
	newer := unpacked(t, mirror, tf, "5.20.0", "linux_amd64")
	own := filepath.Join(o.Home, "go", "bin", "terraform-provider-aws")
	put(t, own, "fake", 0o755)
	bare := filepath.Join(mirror, tf, "hashicorp", "aws", "5.30.0", "linux_amd64", "terraform-provider-aws")
	put(t, bare, "fake", 0o755)
	for path, want := range map[string]string{
		program:               "5.1.0 " + program,
		filepath.Dir(program): "5.1.0 " + program,
		filepath.Dir(bare):    "5.30.0 " + bare,
		bare:                  "5.30.0 " + bare,
		mirror:                "5.30.0 " + bare + " 5.20.0 " + newer + " 5.1.0 " + program,
		own:                   " " + own,
		filepath.Dir(own):     " " + own,
		o.Home:                "",
		o.Home + "/nowhere":   "",
	} {
		var got []string
		for _, f := range Named(o, path) {
			got = append(got, f.Version+" "+f.Path)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %q, not %q", path, s, want)
		}
	}
}

func TestUnpack(t *testing.T) {
	t.Parallel()
	o, _ := machine(t)
	mirror := filepath.Join(o.Home, "mirror")
	archive := packed(t, mirror, "5.1.0", "linux_amd64", "LICENSE.txt", "../../terraform-provider-aws_v0.0.1", "terraform-provider-aws_v5.1.0_x5")
	f := Found{Path: archive, Version: "5.1.0", From: "here", Packed: true}
	for range 2 { // the second time it stands there
		got, err := Unpack(o, f)
		if err != nil || got.Packed || got.From != "here" || !IsProgram(got.Path) || !strings.HasPrefix(got.Path, o.Cache) {
			t.Fatalf("%+v %v", got, err)
		}
		if text, _ := os.ReadFile(got.Path); string(text) != "fake provider 5.1.0" {
			t.Errorf("%s", text)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(o.Cache, "providers/*/*/*/*/.unpack-*")); len(left) > 0 {
		t.Error(left)
	}
	put(t, archive, "no archive", 0o644)
	for _, broken := range []Found{
		{Path: archive, Version: "5.2.0"},
		{Path: packed(t, mirror, "5.3.0", "linux_amd64", "README"), Version: "5.3.0"},
		{Path: filepath.Join(mirror, "nowhere.zip"), Version: "5.4.0"},
	} {
		if got, err := Unpack(o, broken); err == nil {
			t.Errorf("%+v", got)
		}
	}
}

func TestWalkKeepsItsBounds(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	for _, d := range []string{"a/.terraform/in/.terraform", "b/c/.terraform", "d/e/f/g/.terraform", "node_modules/x/.terraform"} {
		os.MkdirAll(filepath.Join(top, d), 0o700)
	}
	os.Symlink(top, filepath.Join(top, "loop"))
	names := func(w walk) string {
		var s []string
		for _, f := range w.find(t.Context(), []string{top}) {
			rel, _ := filepath.Rel(top, f)
			s = append(s, rel)
		}
		return strings.Join(s, " ")
	}
	w := walk{want: ".terraform", depth: 4, most: 9, skip: skipInRepository}
	if got := names(w); got != "a/.terraform b/c/.terraform" {
		t.Error(got)
	}
	w.most = 1
	if got := names(w); got != "a/.terraform" {
		t.Error(got)
	}
}

func FuzzCLIConfig(f *testing.F) {
	f.Add([]byte(`plugin_cache_dir = "$HOME/x"`), true)
	f.Add([]byte(`provider_installation { filesystem_mirror { path = 3 } }`), false)
	f.Add([]byte(`{"provider_installation": [{"filesystem_mirror": {"path": "/m"}}]}`), true)
	f.Fuzz(func(t *testing.T, text []byte, js bool) {
		name := "c.tfrc"
		if js {
			name += ".json"
		}
		parseCLIConfig(name, text, func(string) string { return "" })
	})
}
