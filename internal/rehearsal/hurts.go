package rehearsal

import (
	"slices"

	"github.com/terrace-cloud/terrace/internal/estate"
)

// harm says in words what a change of a type costs in AWS.
type harm struct{ replace, destroy string }

// harms holds the types whose loss people feel: data, addresses, traffic.
var harms = map[string]harm{
	"aws_vpc":                                {"everything in the network is made anew with it: all addresses change, everything in it is down meanwhile", "the network goes, and everything in it must go first"},
	"aws_subnet":                             {"the addresses in it change, and what runs in it is moved or down", "what runs in it must go first"},
	"aws_vpc_endpoint":                       {"calls to that AWS service fail or go round by NAT until the new one stands", "calls to that AWS service go by NAT, or fail where there is none"},
	"aws_nat_gateway":                        {"outgoing connections break until the new one stands", "private subnets lose their way out"},
	"aws_eip":                                {"the public address changes: allow-lists that name it break", "the public address is given back and cannot be had again"},
	"aws_route_table":                        {"what its subnets send is dropped until the new routes stand", "what its subnets send is dropped"},
	"aws_ec2_transit_gateway":                {"networks that are joined by it lose each other, and what attaches to it is made anew", "networks that are joined by it lose each other"},
	"aws_ec2_transit_gateway_vpc_attachment": {"the network loses the others until the new attachment stands and is routed", "the network loses the others"},
	"aws_ec2_transit_gateway_peering_attachment": {"the regions' networks lose each other until the new peering is accepted and routed", "the regions' networks lose each other"},
	"aws_lb":                                      {"its address changes and connections are cut until DNS follows", "traffic has nowhere to go"},
	"aws_lb_target_group":                         {"targets register anew: requests fail meanwhile", "requests for it fail"},
	"aws_lb_listener":                             {"requests are refused until the new one stands", "requests on its port are refused"},
	"aws_ecs_service":                             {"its tasks stop and new ones start: downtime of the service", "the service stops"},
	"aws_ecs_cluster":                             {"every service in it is made anew: downtime", "every service in it stops"},
	"aws_rds_cluster":                             {"DATA LOST: the database is deleted and an empty one made; restore from a snapshot", "DATA LOST unless a final snapshot is taken"},
	"aws_rds_cluster_instance":                    {"connections to the instance are cut; a failover if it is the writer", "one instance less; a failover if it is the writer"},
	"aws_db_instance":                             {"DATA LOST: the database is deleted and an empty one made; restore from a snapshot", "DATA LOST unless a final snapshot is taken"},
	"aws_rds_global_cluster":                      {"replication between the regions breaks", "replication between the regions ends"},
	"aws_elasticache_cluster":                     {"cached data and sessions are lost", "cached data and sessions are lost"},
	"aws_elasticache_replication_group":           {"cached data and sessions are lost", "cached data and sessions are lost"},
	"aws_elasticache_serverless_cache":            {"cached data and sessions are lost", "cached data and sessions are lost"},
	"aws_elasticache_global_replication_group":    {"the regions' caches lose each other: sessions do not survive a region meanwhile", "the regions' caches lose each other"},
	"aws_s3_bucket":                               {"DATA LOST: the bucket must be emptied first, and its name can be taken by others meanwhile", "DATA LOST: the bucket must be emptied first"},
	"aws_s3_object":                               {"the object is deleted and written anew", "DATA LOST unless the bucket keeps versions"},
	"aws_efs_file_system":                         {"DATA LOST: the file system is deleted and an empty one made", "DATA LOST"},
	"aws_efs_mount_target":                        {"tasks of that zone lose the file system until the new one stands", "tasks of that zone lose the file system"},
	"aws_dynamodb_table":                          {"DATA LOST: the table is deleted and an empty one made", "DATA LOST unless it is restored from a backup"},
	"aws_kms_key":                                 {"what the old key encrypts can be read only until its deletion window ends", "DATA LOST: what it encrypts cannot be read once its deletion window ends"},
	"aws_secretsmanager_secret":                   {"its value is lost, and its name stays taken during the recovery window", "its value is lost after the recovery window"},
	"aws_sqs_queue":                               {"messages in the queue are lost", "messages in the queue are lost"},
	"aws_ecr_repository":                          {"the images in it are lost: tasks cannot start until they are pushed again", "the images in it are lost: tasks cannot start"},
	"aws_cloudwatch_log_group":                    {"the logs in it are lost", "the logs in it are lost"},
	"aws_route53_zone":                            {"new name servers: the domain is dark until the registrar follows", "the domain is dark"},
	"aws_service_discovery_private_dns_namespace": {"names inside the network do not resolve until every service has registered anew", "names inside the network resolve no more"},
	"aws_service_discovery_service":               {"its name inside the network does not resolve until its tasks have registered anew", "its name inside the network resolves no more"},
	"aws_route53_record":                          {"the name does not resolve for a moment", "the name resolves no more"},
	"aws_acm_certificate":                         {"a new certificate must be validated before it serves", "TLS on what uses it fails"},
	"aws_cloudfront_distribution":                 {"its address changes, and a new one takes many minutes to stand", "its address answers no more"},
	"aws_iam_role":                                {"what runs under it has no rights until it is made anew", "what runs under it loses its rights"},
	"aws_security_group":                          {"connections that it allows are cut while members move", "connections that it allows are cut"},
	"aws_instance":                                {"the instance is ended: its address changes and its local data is lost", "the instance is ended and its local data lost"},
	"aws_wafv2_web_acl":                           {"requests pass unfiltered until the new one is attached", "requests pass unfiltered"},
}

// hurts gives the sentence for a change; "" when it costs nothing.
func hurts(c Change) string {
	switch c.Action {
	case "replace":
		return harms[c.Type].replace
	case "delete":
		return harms[c.Type].destroy
	}
	return ""
}

// bound are types that cannot follow their subnets or groups into another
// network: the plan says "update", and AWS refuses it while they are in use.
// Sources: ModifyDBSubnetGroup, ModifyCacheSubnetGroup, ModifyDBCluster,
// ModifyReplicationGroup and SetSubnets in the API references of RDS,
// ElastiCache and Elastic Load Balancing.
var bound = map[string]string{
	"aws_db_subnet_group":               "AWS REFUSES THIS: it cannot move to another network while databases use it; they must be made anew there, from a snapshot",
	"aws_elasticache_subnet_group":      "AWS REFUSES THIS: the cache's nodes stand in the old subnets; made anew in the new ones, it loses cached data and sessions",
	"aws_rds_cluster":                   "AWS REFUSES THIS: a database takes no security groups of another network; it must be made anew there, from a snapshot",
	"aws_elasticache_replication_group": "AWS REFUSES THIS: a cache takes no security groups of another network; made anew there, it loses cached data and sessions",
	"aws_lb":                            "AWS REFUSES THIS: a load balancer stays in its network; made anew in the other one, it has another address",
	"aws_autoscaling_group":             "its instances are started anew in the new subnets, and those in the old ones ended",
	"aws_ecs_service":                   "its tasks are started anew in the new network, where the load balancer and the database must be first",
}

// binding are the attributes that tie what is bound to a network.
var binding = []string{"subnet_ids", "subnets", "vpc_zone_identifier", "security_group_ids", "security_groups", "vpc_security_group_ids", "network_configuration"}

// moveNetworks says of the updates of what needs a network that is made anew what
// they mean there.
func (r *runner) moveNetworks() {
	moved := map[*estate.Unit]bool{}
	for _, u := range r.units {
		if slices.ContainsFunc(u.res.Changes, func(c Change) bool { return c.Type == "aws_vpc" && c.Action == "replace" }) {
			moved[u.unit] = true
		}
	}
	if len(moved) == 0 {
		return
	}
	for _, u := range r.units {
		if slices.ContainsFunc(r.Estate.Closure([]*estate.Unit{u.unit}), func(n *estate.Unit) bool { return moved[n] }) {
			bind(u.res.Changes)
		}
	}
}

// bind says what updates of what is bound to a network mean when that is made anew.
func bind(changes []Change) {
	for i := range changes {
		c := &changes[i]
		if c.Action == "update" && slices.ContainsFunc(c.Attributes, func(a string) bool { return slices.Contains(binding, a) }) {
			c.Hurts = bound[c.Type]
		}
	}
}
