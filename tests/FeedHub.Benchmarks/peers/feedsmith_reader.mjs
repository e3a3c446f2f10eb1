// Reads every feed of a folder once for each line on standard input; answers "entries cpu-seconds".
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseFeed } from 'feedsmith'

const folder = process.argv[2]
const feeds = readdirSync(folder).sort().map(name => readFileSync(`${folder}/${name}`))

for await (const _ of createInterface({ input: process.stdin })) {
  const before = process.cpuUsage()
  let entries = 0
  for (const feed of feeds) {
    const { feed: document } = parseFeed(feed.toString('utf8'))
    entries += (document.items ?? document.entries).length
  }
  const { user, system } = process.cpuUsage(before)
  console.log(`${entries} ${(user + system) / 1e6}`)
}
