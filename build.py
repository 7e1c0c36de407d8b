import sys

from sitegen.cli import main

main(["build", *sys.argv[1:]])
