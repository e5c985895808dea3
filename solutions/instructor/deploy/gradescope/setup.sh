#!/bin/sh
# Gradescope runs this script once, when it builds the image of the autograder. Only this script needs
# the network. The last line of its log is the total. Enter it as the points of the assignment.
set -eu
version=${GO_VERSION:-1.24.0}
apt-get update && apt-get install -y curl
curl -fsSL "https://go.dev/dl/go$version.linux-amd64.tar.gz" | tar -C /usr/local -xz
cd /autograder/source/nn
HOME=${HOME:-/root}
export HOME
/usr/local/go/bin/go run ./solutions/instructor check # also fills Go's build cache
settings=
if [ -f ../settings ]; then
	settings="-settings=../settings"
fi
/usr/local/go/bin/go run ./solutions/instructor total $settings
