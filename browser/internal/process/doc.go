// Package process knows the processes of a Chrome: it starts them as a group that ends with
// us, stops all of them, and sees to it that the process of a page does not take the memory of
// the machine. Where the system tells nothing of memory, nothing is watched.
package process
