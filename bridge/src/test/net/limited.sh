#!/usr/bin/env bash
# limited.sh RATE LOSS COMMAND...: runs a command on a loopback of its own that passes RATE
# (such as 1mbit; - for any) and loses LOSS of a hundred packets. Needs root, iproute2, nftables.
set -euo pipefail
if [ "${1:-}" != --inside ]; then
  exec unshare --net "$0" --inside "$@"
fi
rate=$2 loss=$3
shift 3
ip link set lo mtu 1500 up
if [ "$rate" != - ]; then
  tc qdisc add dev lo root tbf rate "$rate" burst 16kb latency 400ms
fi
if [ "$loss" != 0 ]; then
  nft add table inet limited
  nft add chain inet limited in '{ type filter hook input priority 0; }'
  nft add rule inet limited in numgen random mod 100 '<' "$loss" drop
fi
exec "$@"
