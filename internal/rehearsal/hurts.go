package rehearsal

import "strings"

// harm says in words what a change of a type costs in AWS. The longest
// matching prefix of the type wins.
type harm struct {
	prefix           string
	replace, destroy string
}

// harms holds the types whose loss people feel: data, addresses, traffic.
var harms = []harm{
	{"aws_vpc", "everything in the network is made anew with it: all addresses change, everything in it is down meanwhile", "the network goes, and everything in it must go first"},
	{"aws_subnet", "the addresses in it change, and what runs in it is moved or down", "what runs in it must go first"},
	{"aws_nat_gateway", "outgoing connections break until the new one stands", "private subnets lose their way out"},
	{"aws_eip", "the public address changes: allow-lists that name it break", "the public address is given back and cannot be had again"},
	{"aws_lb", "its address changes and connections are cut until DNS follows", "traffic has nowhere to go"},
	{"aws_lb_target_group", "targets register anew: requests fail meanwhile", "requests for it fail"},
	{"aws_lb_listener", "requests are refused until the new one stands", "requests on its port are refused"},
	{"aws_ecs_service", "its tasks stop and new ones start: downtime of the service", "the service stops"},
	{"aws_ecs_cluster", "every service in it is made anew: downtime", "every service in it stops"},
	{"aws_rds_cluster", "DATA LOST: the database is deleted and an empty one made; restore from a snapshot", "DATA LOST unless a final snapshot is taken"},
	{"aws_rds_cluster_instance", "connections to the instance are cut; a failover if it is the writer", "one instance less; a failover if it is the writer"},
	{"aws_db_instance", "DATA LOST: the database is deleted and an empty one made; restore from a snapshot", "DATA LOST unless a final snapshot is taken"},
	{"aws_rds_global_cluster", "replication between the regions breaks", "replication between the regions ends"},
	{"aws_elasticache", "cached data and sessions are lost", "cached data and sessions are lost"},
	{"aws_s3_bucket", "DATA LOST: the bucket must be emptied first, and its name can be taken by others meanwhile", "DATA LOST: the bucket must be emptied first"},
	{"aws_s3_object", "the object is deleted and written anew", "DATA LOST unless the bucket keeps versions"},
	{"aws_efs_file_system", "DATA LOST: the file system is deleted and an empty one made", "DATA LOST"},
	{"aws_dynamodb_table", "DATA LOST: the table is deleted and an empty one made", "DATA LOST unless it is restored from a backup"},
	{"aws_kms_key", "what the old key encrypts can be read only until its deletion window ends", "DATA LOST: what it encrypts cannot be read once its deletion window ends"},
	{"aws_secretsmanager_secret", "its value is lost, and its name stays taken during the recovery window", "its value is lost after the recovery window"},
	{"aws_sqs_queue", "messages in the queue are lost", "messages in the queue are lost"},
	{"aws_ecr_repository", "the images in it are lost: tasks cannot start until they are pushed again", "the images in it are lost: tasks cannot start"},
	{"aws_cloudwatch_log_group", "the logs in it are lost", "the logs in it are lost"},
	{"aws_route53_zone", "new name servers: the domain is dark until the registrar follows", "the domain is dark"},
	{"aws_route53_record", "the name does not resolve for a moment", "the name resolves no more"},
	{"aws_acm_certificate", "a new certificate must be validated before it serves", "TLS on what uses it fails"},
	{"aws_cloudfront_distribution", "its address changes, and a new one takes many minutes to stand", "its address answers no more"},
	{"aws_iam_role", "what runs under it has no rights until it is made anew", "what runs under it loses its rights"},
	{"aws_security_group", "connections that it allows are cut while members move", "connections that it allows are cut"},
	{"aws_instance", "the instance is ended: its address changes and its local data is lost", "the instance is ended and its local data lost"},
	{"aws_wafv2_web_acl", "requests pass unfiltered until the new one is attached", "requests pass unfiltered"},
}

// plain are types that share a prefix with one that hurts and hurt nobody.
var plain = map[string]bool{
	"aws_vpc_endpoint_policy": true, "aws_s3_bucket_policy": true, "aws_lb_target_group_attachment": true,
}

// hurts gives the sentence for a change; "" when it costs nothing.
func hurts(c Change) string {
	if c.Action != "replace" && c.Action != "delete" || plain[c.Type] {
		return ""
	}
	best := -1
	for i, h := range harms {
		if c.Type != h.prefix && !(strings.HasPrefix(c.Type, h.prefix) && families[h.prefix]) {
			continue
		}
		if best < 0 || len(h.prefix) > len(harms[best].prefix) {
			best = i
		}
	}
	switch {
	case best < 0:
		return ""
	case c.Action == "replace":
		return harms[best].replace
	}
	return harms[best].destroy
}

// families are the prefixes that speak for every type that begins with them.
var families = map[string]bool{"aws_elasticache": true}
