package synth

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// groupZones gives the zones of a database subnet group, else the region's
// first three.
func (f *filling) groupZones(group string) []string {
	seen := map[string]bool{}
	for _, id := range texts(child(f.find("aws_db_subnet_group", "id", group), "subnet_ids")) {
		if z := text(child(f.find("aws_subnet", "id", id), "availability_zone")); z != "" {
			seen[z] = true
		}
	}
	for _, z := range f.zones(f.Region) {
		if len(seen) >= 3 {
			break
		}
		seen[z.name] = true
	}
	return sortedKeys(seen)
}

// zonesOfGroup: the storage of a cluster lies in three zones.
// Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.StorageReliability.html
func zonesOfGroup(f *filling, s spot) (cty.Value, bool) {
	return strs(s.Type, f.groupZones(f.text("db_subnet_group_name"))[:3]), true
}

// zoneOfInstance spreads the instances of a cluster over its zones.
func zoneOfInstance(f *filling, _ spot) (cty.Value, bool) {
	zones := texts(child(f.find("aws_rds_cluster", "id", f.text("cluster_identifier")), "availability_zones"))
	if len(zones) == 0 {
		zones = f.groupZones(f.text("db_subnet_group_name"))
	}
	name := f.text("identifier")
	number := name[len(strings.TrimRight(name, decimals)):]
	if number == "" || len(number) > 6 {
		number = letters(decimals, name, 6)
	}
	n, _ := strconv.ParseUint(number, 10, 32)
	return stringValue(zones[int(n)%len(zones)])
}

// firstInstance: the first instance of a cluster is its writer; so is one that
// comes when the writer is gone.
func firstInstance(f *filling, _ spot) (cty.Value, bool) {
	cluster := f.text("cluster_identifier")
	id := text(child(f.find("aws_rds_cluster", "id", cluster), "cluster_resource_id"))
	if f.next(strings.Join([]string{"writer", f.Account, f.Region, cluster, id}, "/")) == 1 {
		return cty.True, true
	}
	others := f.all(f.Type, "cluster_identifier", cluster)
	for _, o := range others {
		if text(child(o, "writer")) == "true" {
			return cty.False, true
		}
	}
	return cty.BoolVal(len(others) > 0), true
}

// memberClusters: the nodes of a replication group are numbered; in cluster
// mode each shard numbers its own.
// Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html
func memberClusters(f *filling, s spot) (cty.Value, bool) {
	id := f.text("replication_group_id")
	shards, replicas := number(f.get("num_node_groups")), number(f.get("replicas_per_node_group"))
	var out []string
	if shards > 1 || f.text("cluster_mode") == "enabled" {
		for i := range max(shards, 1) {
			for j := range replicas + 1 {
				out = append(out, fmt.Sprintf("%s-%04d-%03d", id, i+1, j+1))
			}
		}
		return strs(s.Type, out), true
	}
	for i := range max(number(f.get("num_cache_clusters")), replicas+1, 1) {
		out = append(out, fmt.Sprintf("%s-%03d", id, i+1))
	}
	return strs(s.Type, out), true
}

// cacheVersion: the version that was asked for, completed to three numbers.
func cacheVersion(f *filling, _ spot) (cty.Value, bool) {
	v := f.text("engine_version")
	if v == "" {
		v = "7.1"
	}
	for strings.Count(v, ".") < 2 {
		v += ".0"
	}
	return stringValue(v)
}
