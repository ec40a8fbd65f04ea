import time

import boto3


def handler(events, context):
    """Makes the secondary region's replication group the datastore's primary, and waits until it is."""
    cache = boto3.client("elasticache", region_name=events["region"])
    datastore, group = events["datastore"], events["group"]

    def primary():
        found = cache.describe_global_replication_groups(GlobalReplicationGroupId=datastore, ShowMemberInfo=True)
        members = found["GlobalReplicationGroups"][0]["Members"]
        return next((m["ReplicationGroupId"] for m in members if m["Role"].upper() == "PRIMARY"), None)

    if primary() == group:
        return {"result": "it is primary already"}
    cache.failover_global_replication_group(
        GlobalReplicationGroupId=datastore, PrimaryRegion=events["region"], PrimaryReplicationGroupId=group
    )
    for _ in range(55):
        time.sleep(10)
        if primary() == group:
            return {"result": "it is primary"}
    raise TimeoutError(f"{group} is not primary after nine minutes: look at the datastore {datastore}")
