"""feeds.py FOLDER SOURCES TICK: feeds of that many sources. At tick 0 all are written, with ten items each; later the two whose turn it is
get a newer item. Words are few, so that reports meet, and the names are known to the gazetteer."""
import datetime, email.utils, random, sys

folder, sources, tick = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
NAMES = ["Baku", "Tbilisi", "Yerevan", "Batumi", "Gyumri", "Ganja", "Kutaisi", "Sumqayit", "Zugdidi", "Shaki"]
WORDS = ("bridge road market school hospital court police minister budget harvest election flood fire strike visit talks border tunnel "
         "factory museum festival match airport railway pipeline dam reservoir forest village council teachers farmers doctors").split()


def item(source, number, at):
    dice = random.Random(f"{source} {number}")
    text = lambda count: " ".join(dice.choice(WORDS) if dice.random() < 0.9 else dice.choice(NAMES) for _ in range(count))
    link = f"https://outlet-{source:03}.example/live/{number}.html"
    return (f"<item><title>{dice.choice(NAMES)}: {text(9)}</title><link>{link}</link><guid>{link}</guid>"
            f"<description>{text(18)}. {text(20)}. {text(60)}.</description><pubDate>{email.utils.format_datetime(at)}</pubDate></item>")


def write(source, newest):
    now = datetime.datetime.now(datetime.timezone.utc)
    items = (item(source, n, now - datetime.timedelta(minutes=7 * (newest - n))) for n in range(newest, newest - 10, -1))
    with open(f"{folder}/s{source:03}.rss", "w", encoding="utf-8") as out:
        out.write(f"<rss version='2.0'><channel><title>s{source:03}</title><link>https://outlet-{source:03}.example/</link>"
                  f"<description/>{''.join(items)}</channel></rss>")


if tick == 0:
    for source in range(sources):
        write(source, 10)
else:
    for turn in (tick - 1, tick):
        write(turn % sources, 10 + turn // sources + 1)
