// Package safety holds the rules about what keeps data and services safe:
// protection, backups, encryption, reach, policies.
package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// Rules lists the rules of the family.
var Rules = []*rule.Rule{
	statefulUnprotected, databaseFinalSnapshot, databaseBackups, databaseEncryption, databasePublic,
	bucketVersions, bucketLifecycle, bucketEncryption, bucketForceDestroy, bucketPublic, bucketPublicBlock,
	keyRotation, keyWindow, tableRecovery, fileSystemEncryption, volumeEncryption, cacheTransit, cacheEncryption, cacheBackups,
	secretWindow, streamEncryption, logRetention, trailValidation, serviceAutoscaling, balancerProtection, balancerLogs, flowLogs,
	imageTags, imageScan, instanceMetadata, clusterEndpoint, queueEncryption,
	egressUnscoped, ingressOpen, policyAction, policyResource, policyPrincipal,
}

// mustBe asks, of every thing of a kind, whether a meaning has the value that
// is bad; say is what is wrong, after the name of the thing.
func mustBe(kind subject.Kind, m subject.Meaning, bad bool, say string, where ...func(*rule.Pass, *estate.Unit) bool) func(*rule.Pass, *estate.Unit) {
	return each([]subject.Kind{kind}, func(p *rule.Pass, s *subject.Subject) {
		if at, yes := s.Is(m, bad); yes {
			p.At(at, s.Title()+" "+say)
		}
	}, where...)
}

// each asks f about every thing of some kinds in the units that pass.
func each(kinds []subject.Kind, f func(*rule.Pass, *subject.Subject), where ...func(*rule.Pass, *estate.Unit) bool) func(*rule.Pass, *estate.Unit) {
	return func(p *rule.Pass, u *estate.Unit) {
		for _, w := range where {
			if !w(p, u) {
				return
			}
		}
		for _, s := range subject.Of(p.Input, u, kinds...) {
			f(p, s)
		}
	}
}

// notLower passes units that are not known to be for development or tests.
func notLower(p *rule.Pass, u *estate.Unit) bool { return p.Facts(u).Stage != rule.Lower }

// production passes units of production.
func production(p *rule.Pass, u *estate.Unit) bool { return p.Facts(u).Stage == rule.Production }

// made begins a rule of the family.
func made(id string, s diag.Severity, protects, fix, link string, unit func(*rule.Pass, *estate.Unit)) *rule.Rule {
	return &rule.Rule{ID: id, Family: rule.Safety, Severity: s, Protects: protects, Fix: fix, Link: link, Unit: unit}
}
