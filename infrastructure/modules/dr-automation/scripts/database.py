import time

import boto3


def handler(events, context):
    """Makes the secondary region's cluster the one that writes, and waits until it is."""
    rds = boto3.client("rds", region_name=events["region"])
    name, target = events["global_cluster"], events["target"]

    def writer():
        members = rds.describe_global_clusters(GlobalClusterIdentifier=name)["GlobalClusters"][0]["GlobalClusterMembers"]
        return next((m["DBClusterArn"] for m in members if m["IsWriter"]), None)

    if writer() == target:
        return {"result": "it writes already"}
    if events["allow_data_loss"] == "yes":
        rds.failover_global_cluster(GlobalClusterIdentifier=name, TargetDbClusterIdentifier=target, AllowDataLoss=True)
    else:
        rds.switchover_global_cluster(GlobalClusterIdentifier=name, TargetDbClusterIdentifier=target)
    for _ in range(55):
        time.sleep(10)
        if writer() == target:
            return {"result": "it writes"}
    raise TimeoutError(f"{target} does not write after nine minutes: look at the global database {name}")
