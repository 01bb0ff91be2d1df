# Runs Autobahn's cases against servers: fuzz.py OUTDIR CASES NAME=URL...
import sys

from autobahntestsuite import wstest

outdir, cases = sys.argv[1:3]
servers = [dict(zip(('agent', 'url'), server.split('=', 1))) for server in sys.argv[3:]]
wstest.start(
    {'mode': 'fuzzingclient'},
    {
        'failByDrop': False,
        'outdir': outdir,
        'servers': servers,
        'options': {},
        'cases': cases.split(','),
        'exclude-cases': [],
        'exclude-agent-cases': {},
    })
