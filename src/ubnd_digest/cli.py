import sys, json
def main():
    from ubnd_digest import parse, annotations
    for f in sys.argv[2:]:
        for a in annotations(parse(open(f,'rb').read().decode())): print(json.dumps(a,ensure_ascii=False))
