package addresses

import (
	"fmt"
	"slices"

	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// reserved is how many addresses AWS keeps in each subnet; a rolling deployment
// runs up to twice the tasks for a while.
const (
	reserved = 5
	rolling  = 2
)

var smallSubnets = &rule.Rule{
	ID: "address-small-subnets", Family: rule.Addresses, Severity: diag.Warning,
	Protects: "Each task of Fargate takes an address: where none is left, the next one does not start, at the peak of all times.",
	Fix:      "Give the private subnets more addresses: a /20 for each zone.",
	Link:     "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, n := range networks(p, u) {
			var private []span
			for _, s := range n.subnets {
				if s.what == "private_subnets" && s.Addr().Is4() {
					private = append(private, s)
				}
			}
			if len(private) == 0 || !n.whole {
				continue
			}
			room := 0
			for _, s := range private {
				room += 1<<(32-s.Bits()) - reserved
			}
			if tasks, services := needed(p, u); tasks*rolling > room {
				p.At(private[0].at, fmt.Sprintf("the private subnets have %d addresses, and %d services may run %d tasks, twice that while they are deployed", room, services, tasks))
			}
		}
	},
}

// needed adds up the most tasks of the services that stand in a network.
func needed(p *rule.Pass, vpc *estate.Unit) (tasks, services int) {
	for _, u := range p.Estate.Dependents(vpc) {
		direct := slices.ContainsFunc(u.Dependencies, func(d estate.Dependency) bool { return d.Target == vpc.Path })
		if !direct {
			continue
		}
		for _, i := range resource.Of(p.Input, u) {
			if i.Type != "terraform-aws-modules/ecs/aws//modules/service" {
				continue
			}
			for _, name := range []string{"autoscaling_max_capacity", "desired_count"} {
				if v := i.Get(name); v.State == resource.Known {
					if n, ok := subject.Int(v.V); ok {
						tasks += n
						services++
						break
					}
				}
			}
		}
	}
	return tasks, services
}
