package main

import (
	"fmt"
	"net"
	"net/http"
	"strings"
)

// cloud answers the few AWS calls that data sources of the modules make.
type cloud struct {
	*http.Server
	URL string
}

// listen starts the answers on a local port.
func listen() (*cloud, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &cloud{&http.Server{Handler: http.HandlerFunc(answer)}, "http://" + listener.Addr().String()}
	go server.Serve(listener)
	return server, nil
}

const (
	identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
		`<Arn>arn:aws:iam::111122223333:user/recording</Arn><UserId>AIDARECORDING</UserId><Account>111122223333</Account>` +
		`</GetCallerIdentityResult></GetCallerIdentityResponse>`
	buckets = `<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Owner><ID>recording</ID></Owner>` +
		`<Buckets/></ListAllMyBucketsResult>`
	service = `<DescribeVpcEndpointServicesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">` +
		`<serviceNameSet><item>%[1]s</item></serviceNameSet><serviceDetailSet><item><serviceName>%[1]s</serviceName>` +
		`<serviceType><item><serviceType>%[2]s</serviceType></item></serviceType></item></serviceDetailSet>` +
		`</DescribeVpcEndpointServicesResponse>`
)

func answer(w http.ResponseWriter, r *http.Request) {
	switch action := r.PostFormValue("Action"); {
	case r.Method == http.MethodGet && r.URL.Path == "/": // ListBuckets, which tells the canonical user
		fmt.Fprint(w, buckets)
	case action == "GetCallerIdentity":
		fmt.Fprint(w, identity)
	case action == "DescribeVpcEndpointServices":
		kind := "Interface"
		for name, values := range r.PostForm {
			if strings.HasPrefix(name, "Filter.") && values[0] == "Gateway" {
				kind = values[0]
			}
		}
		fmt.Fprintf(w, service, r.PostFormValue("ServiceName.1"), kind)
	default:
		http.Error(w, "no answer to "+action, http.StatusNotImplemented)
	}
}
