// Package proxies tells through which proxy a host is reached: by the user's own list, and by
// scripts of automatic configuration (PAC).
//
//	route.go      the list, and what decides
//	script.go     runs FindProxyForURL: it can do nothing but decide, and not for long
//	functions.go  the functions that such scripts are given; times.go: those about the time
package proxies
