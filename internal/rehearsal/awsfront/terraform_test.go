package awsfront

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// rootModule is a module whose state goes to S3 as production's does: nothing
// in it knows of rehearsals.
const rootModule = `
terraform {
  backend "s3" {
    bucket              = "example-tfstate-111122223333-eu-central-1"
    key                 = "network/vpc/terraform.tfstate"
    region              = "eu-central-1"
    encrypt             = true
    use_lockfile        = true
    allowed_account_ids = ["111122223333"]
  }
}
variable "word" { default = "one" }
resource "terraform_data" "it" { input = var.word }
output "word" { value = terraform_data.it.output }
`

const (
	stateBucket = "example-tfstate-111122223333-eu-central-1"
	stateKey    = "network/vpc/terraform.tfstate"
)

// tool finds a program, or skips the test.
func tool(t *testing.T, env, name string) string {
	t.Helper()
	if p := os.Getenv(env); p != "" {
		return p
	}
	p, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not on this machine (set %s)", name, env)
	}
	return p
}

// childEnv is the whole environment of a child.
func childEnv(t *testing.T, f *Front, account string, more ...string) []string {
	t.Helper()
	cli := filepath.Join(t.TempDir(), "cli.tfrc")
	if err := os.WriteFile(cli, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	env := append(f.Env(account), "PATH="+os.Getenv("PATH"), "HOME="+t.TempDir(), "TF_CLI_CONFIG_FILE="+cli,
		"TF_IN_AUTOMATION=1", "TF_INPUT=0", "CHECKPOINT_DISABLE=1", "NO_COLOR=1")
	return append(env, more...)
}

func run(t *testing.T, dir string, env []string, name string, args ...string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, name, args...)
	c.Dir, c.Env = dir, env
	out, err := c.CombinedOutput()
	return string(out), err
}

func must(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	out, err := run(t, dir, env, name, args...)
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", filepath.Base(name), strings.Join(args, " "), err, out)
	}
	return out
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// States that are locked in a table, as most are that are older than lock files.
func TestTerraformLocksInATable(t *testing.T) {
	t.Parallel()
	terraform := tool(t, "TERRACE_TERRAFORM", "terraform")
	db, dir := openCloud(t, filepath.Join(t.TempDir(), "cloud.db")), t.TempDir()
	f := startOn(t, db, "one")
	write(t, filepath.Join(dir, "main.tf"), strings.Replace(rootModule, "use_lockfile        = true", `dynamodb_table      = "locks"`, 1))
	env := childEnv(t, f, account)
	must(t, dir, env, terraform, "init")
	must(t, dir, env, terraform, "apply", "-auto-approve")
	must(t, dir, env, terraform, "plan", "-detailed-exitcode")

	// The lock of somebody else at work.
	held := signed{"POST", "/", `{"TableName":"locks","ConditionExpression":"attribute_not_exists(LockID)","Item":{"LockID":{"S":"` + stateBucket + "/" + stateKey + `"},"Info":{"S":"{\"ID\":\"1\",\"Who\":\"somebody\"}"}}}`,
		"dynamodb", "", map[string]string{"X-Amz-Target": "DynamoDB_20120810.PutItem"}}
	if status, body, _ := held.do(t, f); status != 200 {
		t.Fatal(status, body)
	}
	if status, body, _ := held.do(t, f); status != 400 || !strings.Contains(body, "ConditionalCheckFailedException") {
		t.Error(status, body)
	}
	if out, err := run(t, dir, env, terraform, "plan"); err == nil || !strings.Contains(out, "somebody") {
		t.Errorf("a plan beside a lock: %v\n%s", err, out)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	next := startOn(t, db, "two") // which has neither the lock nor the digests of the first
	must(t, dir, childEnv(t, next, account), terraform, "init", "-reconfigure")
	must(t, dir, childEnv(t, next, account), terraform, "plan", "-detailed-exitcode")
}

func TestTerraformKeepsItsStateHere(t *testing.T) {
	t.Parallel()
	terraform := tool(t, "TERRACE_TERRAFORM", "terraform")
	f, dir := start(t), t.TempDir()
	env := childEnv(t, f, account)
	write(t, filepath.Join(dir, "main.tf"), rootModule)

	must(t, dir, env, terraform, "init")
	must(t, dir, env, terraform, "apply", "-auto-approve")
	must(t, dir, env, terraform, "plan", "-detailed-exitcode")

	body, ok, err := f.State(stateBucket, stateKey)
	if err != nil || !ok {
		t.Fatalf("no state: %v", err)
	}
	var state struct {
		Serial  int
		Outputs map[string]struct{ Value string }
	}
	if err := json.Unmarshal(body, &state); err != nil || state.Outputs["word"].Value != "one" {
		t.Fatalf("state %s: %v", body, err)
	}
	if locks, err := f.Locks(); err != nil || len(locks) != 0 {
		t.Fatalf("locks %v, %v", locks, err)
	}
	must(t, dir, env, terraform, "apply", "-auto-approve", "-var", "word=two")
	must(t, dir, env, terraform, "workspace", "new", "other")
	if out := must(t, dir, env, terraform, "workspace", "list"); !strings.Contains(out, "other") {
		t.Errorf("workspaces: %s", out)
	}
	if s := f.Stats(); len(s.Refused) != 0 {
		t.Errorf("refused %v", s.Refused)
	} else {
		t.Logf("answered %v", s.Answered)
	}

	wrong := childEnv(t, f, "999988887777")
	out, err := run(t, dir, wrong, terraform, "plan")
	if err == nil || !strings.Contains(out, "999988887777") {
		t.Errorf("another account's key was taken: %v\n%s", err, out)
	}
}

func TestAStandingLockIsRespectedAndADeadOneReleased(t *testing.T) {
	t.Parallel()
	terraform := tool(t, "TERRACE_TERRAFORM", "terraform")
	path := filepath.Join(t.TempDir(), "cloud.db")
	db := openCloud(t, path)
	f, dir := startOn(t, db, "run-1"), t.TempDir()
	env := childEnv(t, f, account)
	// The apply holds its lock until the test lets it go.
	write(t, filepath.Join(dir, "main.tf"), rootModule+`
resource "terraform_data" "slow" {
  provisioner "local-exec" { command = "while [ ! -e go ]; do sleep 0.05; done" }
}`)
	must(t, dir, env, terraform, "init")

	c := exec.CommandContext(t.Context(), terraform, "apply", "-auto-approve")
	c.Dir, c.Env = dir, env
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lock := waitForLock(t, f)
	if lock.State() != stateKey || lock.Operation != "OperationTypeApply" || lock.Who == "" || lock.Run != "run-1" {
		t.Errorf("lock %+v", lock)
	}
	out, err := run(t, dir, env, terraform, "plan", "-lock-timeout=0s")
	if err == nil || !strings.Contains(out, "Error acquiring the state lock") || !strings.Contains(out, lock.ID) {
		t.Errorf("a second run got past the lock: %v\n%s", err, out)
	}

	// The run is killed: its lock stands in the way of the next one.
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
	write(t, filepath.Join(dir, "go"), "")
	f.Close()
	next := startOn(t, db, "run-2")
	env = childEnv(t, next, account)
	if out, err := run(t, dir, env, terraform, "plan", "-lock-timeout=0s"); err == nil {
		t.Errorf("no lock was left:\n%s", out)
	}
	locks, err := next.Locks()
	if err != nil || len(locks) != 1 || locks[0].Run != "run-1" {
		t.Fatalf("locks %+v, %v", locks, err)
	}
	if err := next.ReleaseLocks(t.Context(), locks...); err != nil {
		t.Fatal(err)
	}
	must(t, dir, env, terraform, "apply", "-auto-approve")
	must(t, dir, env, terraform, "plan", "-detailed-exitcode")
}

func waitForLock(t *testing.T, f *Front) Lock {
	t.Helper()
	for t.Context().Err() == nil {
		locks, err := f.Locks()
		if err != nil {
			t.Fatal(err)
		}
		if len(locks) > 0 {
			return locks[0]
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("no lock was taken")
	return Lock{}
}

func TestAChildOfAnEarlierRunHasNoSay(t *testing.T) {
	t.Parallel()
	terraform := tool(t, "TERRACE_TERRAFORM", "terraform")
	old, f, dir := start(t), start(t), t.TempDir()
	write(t, filepath.Join(dir, "main.tf"), rootModule)
	id, secret := old.KeyFor(account)
	env := childEnv(t, f, account, "AWS_ACCESS_KEY_ID="+id, "AWS_SECRET_ACCESS_KEY="+secret)
	out, err := run(t, dir, env, terraform, "init")
	if err == nil {
		t.Errorf("a key of another run was taken:\n%s", out)
	}
	if _, ok, _ := f.State(stateBucket, stateKey); ok || len(f.Stats().Refused) == 0 {
		t.Errorf("state %v, refused %v", ok, f.Stats().Refused)
	}
}
