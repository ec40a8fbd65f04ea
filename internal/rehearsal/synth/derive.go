package synth

import (
	"github.com/zclconf/go-cty/cty"
)

// derivation makes a value that no template can: one that depends on a count,
// a list, or another object. ok is false when the next rule shall decide.
type derivation func(*filling, spot) (v cty.Value, ok bool)

// derivations are the functions that the tables name with "@".
var derivations = map[string]derivation{
	// network (derive_vpc.go)
	"vpc_ipv6":            vpcIPv6,
	"zone_id":             zoneID,
	"zone_of_id":          zoneOfID,
	"zone_suffix":         zoneSuffix,
	"zones_of_subnets":    zonesOfSubnets,
	"public_ip":           publicIP,
	"endpoint_dns":        endpointDNS,
	"endpoint_interfaces": endpointInterfaces,
	"prefix_list":         prefixList,
	// load balancing, WAF (derive_elb.go, derive_waf.go)
	"mapped_subnets": mappedSubnets,
	"next_priority":  nextPriority,
	"waf_capacity":   wafCapacity,
	// names and certificates (derive_dns.go)
	"name_servers":        nameServers,
	"primary_name_server": primaryNameServer,
	"record_fqdn":         recordFQDN,
	"validation_options":  validationOptions,
	"validation_name":     validationName,
	"validation_value":    validationValue,
	"accelerator_ips":     acceleratorIPs,
	"listener_port":       listenerPort,
	// databases and caches (derive_rds.go)
	"zones_of_group":   zonesOfGroup,
	"zone_of_instance": zoneOfInstance,
	"first_instance":   firstInstance,
	"member_clusters":  memberClusters,
	"cache_version":    cacheVersion,
	// the rest (derive_account.go)
	"revision":    revision,
	"linked_role": linkedRole,
	"kms_target":  kmsTarget,
	// data sources (own.go)
	"zone_names":       zoneNames,
	"zone_ids":         zoneIDs,
	"zone_groups":      zoneGroups,
	"managed_list":     managedList,
	"latest_parameter": latestParameter,
	"edge_policy":      edgePolicy,
	"session_issuer":   sessionIssuer,
	"random_password":  randomPassword,
	"last_engine":      lastEngine,
}

func stringValue(s string) (cty.Value, bool) { return cty.StringVal(s), true }
