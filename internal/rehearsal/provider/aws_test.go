package provider

import (
	"fmt"
	"maps"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/synth"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

// realAWS gives the path of the real AWS provider.
func realAWS(t testing.TB) string {
	t.Helper()
	path := os.Getenv("TERRACE_AWS_PROVIDER")
	if path == "" {
		t.Skip("TERRACE_AWS_PROVIDER does not name the AWS provider's program: this test runs the real one")
	}
	return path
}

// aws is one host over the real AWS provider for the tests of a run: it takes
// several hundred MB.
func aws(t testing.TB) *world {
	w := newWorld(t, realAWS(t))
	w.Maker = synth.New(w.db)
	return w
}

const network = `
provider "aws" {
  region = "eu-central-1"
  default_tags {
    tags = { Estate = "test" }
  }
}
provider "aws" {
  alias  = "edge"
  region = "us-east-1"
}
data "aws_caller_identity" "me" {}
data "aws_partition" "p" {}
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }
  }
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "main" }
}
resource "aws_vpc" "edge" {
  provider   = aws.edge
  cidr_block = "10.1.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, 0)
  availability_zone = "eu-central-1a"
}
resource "aws_security_group" "web" {
  name_prefix = "web-"
  vpc_id      = aws_vpc.main.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [provider::aws::arn_parse(aws_vpc.main.arn).region == "eu-central-1" ? "0.0.0.0/0" : "10.0.0.0/8"]
  }
}
resource "aws_iam_role" "flow" {
  name               = "flow"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
resource "aws_s3_bucket" "logs" { bucket = "logs-of-a-test" }
output "account" { value = data.aws_caller_identity.me.account_id }
output "arns" { value = [aws_vpc.main.arn, aws_vpc.edge.arn] }
`

func TestTheRealProviderSettles(t *testing.T) {
	w := aws(t)
	keep := map[string]*tfwire.Uses{}
	for _, typ := range strings.Fields("aws_vpc aws_subnet aws_security_group aws_iam_role aws_s3_bucket aws_caller_identity aws_partition aws_iam_policy_document") {
		keep[typ] = &tfwire.Uses{All: true}
	}
	tf := newTerraform(t, w, Session{Unit: "dev/network", Run: "r1", Account: "222233334444", Region: "eu-west-1", Uses: func(Caller) map[string]*tfwire.Uses { return keep }}, network)
	wants(t, tf.must(0, applying...), "6 added", `account = "222233334444"`,
		"arn:aws:ec2:eu-central-1:222233334444:vpc/vpc-", "arn:aws:ec2:us-east-1:222233334444:vpc/vpc-")
	if len(tf.last.Refused) > 0 {
		t.Error(tf.last.Refused)
	}
	wants(t, tf.must(0, replanning...), "No changes")
	if tf.last.MemoHits == 0 {
		t.Error("nothing came from the memo in a plan that was made before")
	}

	t.Run("drift", func(t *testing.T) {
		w.tamper(t, "aws_subnet", "map_public_ip_on_launch", true)
		wants(t, tf.must(2, replanning...), "map_public_ip_on_launch = true -> false")
		tf.must(0, applying...)
		tf.must(0, replanning...)
	})
	t.Run("replacement", func(t *testing.T) {
		id := attr(w.object(t, "aws_subnet").Attrs, "id")
		tf.write(strings.Replace(network, "eu-central-1a", "eu-central-1b", 1))
		tf.must(2, replanning...)
		if got := fmt.Sprint(tf.last.Forces[[2]string{"aws_subnet", id}]); got != "[availability_zone]" {
			t.Errorf("forced by %s", got)
		}
		tf.write(network)
	})
	t.Run("another unit", func(t *testing.T) {
		other := newTerraform(t, w, Session{Unit: "dev/other", Account: "222233334444", Region: "eu-west-1"}, `resource "aws_s3_bucket" "logs" { bucket = "logs-of-a-test" }`)
		wants(t, other.must(1, applying...), "BucketAlreadyOwnedByYou", "made by unit dev/network")
	})
	t.Run("the provider dies", func(t *testing.T) {
		w.memo = newMemo(memoLimit) // so that the plan has to go to the provider
		before := w.Real.Pids()[0]
		if err := syscall.Kill(before, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		wants(t, tf.must(0, replanning...), "No changes")
		if now := w.Real.Pids(); len(now) != 1 || now[0] == before {
			t.Errorf("after process %d runs %v", before, now)
		}
	})
	wants(t, tf.must(0, "destroy", "-auto-approve"), "6 destroyed")
	if l, err := w.db.List(nil); err != nil || len(l) > 0 {
		t.Errorf("after destroy stand %v (%v)", l, err)
	}
	if answered, refused := w.Real.Trap().Counts(); len(refused)+len(answered) > 0 {
		t.Errorf("calls to AWS: answered %v, refused %v", answered, refused)
	}
}

// The death comes in the middle of many plans: each gets its answer.
func TestDeathOfTheRealProviderInTheMiddle(t *testing.T) {
	w := aws(t)
	e := w.serve(t, Session{})
	var wg sync.WaitGroup
	var planned atomic.Int32
	for _, region := range []string{"eu-central-1", "us-east-1"} {
		c := w.dial(t, e)
		if ds := c.configure(texted("region", region)); len(ds) > 0 {
			t.Fatal(ds)
		}
		for i := range 100 {
			req := c.planning("aws_vpc", cty.NilVal, texted("cidr_block", fmt.Sprintf("10.%d.0.0/16", i)))
			wg.Go(func() {
				var r tfplugin.PlanResponse
				err := c.try("PlanResourceChange", req, &r)
				if err != nil || len(r.Diagnostics) > 0 {
					t.Errorf("%s %d: %v %v", region, i, err, r.Diagnostics)
				}
				if planned.Add(1) == 40 {
					_ = syscall.Kill(w.Real.Pids()[0], syscall.SIGKILL)
				}
			})
		}
	}
	wg.Wait()
}

// Planning a state machine asks AWS whether its text is well-formed: that call
// is answered, and counted by name.
func TestTheOneCallThatPlanningMakesIsAnswered(t *testing.T) {
	w := aws(t)
	c := w.dial(t, w.serve(t, Session{}))
	c.configure(texted("region", "eu-central-1"))
	r := c.plan("aws_sfn_state_machine", cty.NilVal, texted("name", "m", "role_arn", "arn:aws:iam::222233334444:role/m", "definition", `{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}`))
	if len(r.Diagnostics) > 0 {
		t.Fatal(r.Diagnostics)
	}
	answered, refused := w.Real.Trap().Counts()
	if want := map[string]int{"AWSStepFunctions.ValidateStateMachineDefinition": 1}; !maps.Equal(answered, want) || len(refused) > 0 {
		t.Errorf("answered %v, refused %v", answered, refused)
	}
}

func BenchmarkAWSTrim(b *testing.B) {
	w := aws(b)
	all := &tfwire.Uses{All: true}
	keep := map[string]*tfwire.Uses{"aws_vpc": all, "aws_subnet": all, "aws_security_group": all, "aws_iam_role": all}
	b.SetBytes(int64(len(w.schemas.Full())))
	n := 0
	for b.Loop() {
		n = len(w.schemas.Trim(func(_ tfwire.Kind, name string) *tfwire.Uses { return keep[name] }))
	}
	b.ReportMetric(float64(n), "bytes-left")
}

// BenchmarkAWSPlan is one plan of a VPC through the endpoint: made by the real
// provider, and out of the memo.
func BenchmarkAWSPlan(b *testing.B) {
	w := aws(b)
	c := w.dial(b, w.serve(b, Session{}))
	c.configure(texted("region", "eu-central-1"))
	b.Run("made", func(b *testing.B) {
		for b.Loop() {
			w.memo = newMemo(memoLimit)
			c.plan("aws_vpc", cty.NilVal, texted("cidr_block", "10.0.0.0/16"))
		}
	})
	b.Run("remembered", func(b *testing.B) {
		for b.Loop() {
			c.plan("aws_vpc", cty.NilVal, texted("cidr_block", "10.0.0.0/16"))
		}
	})
}

// BenchmarkAWSForward passes the provider's own schema answer through, 5 MB.
func BenchmarkAWSForward(b *testing.B) {
	real, err := realprov.Start(realAWS(b), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer real.Close()
	for b.Loop() {
		var raw tfwire.Raw
		if err := real.Call(b.Context(), "GetSchema", []byte{}, &raw); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(raw.Buf.Len()))
		raw.Free()
	}
}
