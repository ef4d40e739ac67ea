import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { markerName } from '../../src/domain/ownership.ts'
import { next } from '../support/api.ts'
import type { ApiClient } from '../support/api.ts'
import { browserForAll } from '../support/browser.ts'
import { startFeed } from '../support/feed.ts'
import { descendants, startManager, until } from '../support/manager.ts'
import { createInput } from '../support/operations.ts'
import { ffmpegBin } from '../support/programs.ts'

interface StillEvent {
  stills: { inputId: string; everyMs: number; still: { url: string; takenAt: string; width: number; height: number } | null }
}

const { openPage } = browserForAll()

const stillProcesses = (pid: number) => descendants(pid).filter(({ args }) => args.includes('mpjpeg'))

/** Red, green and blue of every pixel. */
function decoded(jpeg: Buffer): Promise<Buffer> {
  const args = ['-loglevel', 'error', '-xerror', '-f', 'mjpeg', '-i', 'pipe:0', '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1']
  return new Promise((resolve, reject) => {
    const options = { encoding: 'buffer', maxBuffer: 1e8, timeout: 20_000 } as const
    const child = execFile(ffmpegBin(), args, options, (error, pixels) => (error ? reject(error) : resolve(pixels)))
    child.stdin?.end(jpeg)
  })
}

async function play(page: Page, url: string): Promise<void> {
  await page.evaluate(readFileSync(join(import.meta.dirname, '../../node_modules/hls.js/dist/hls.min.js'), 'utf8'))
  await page.evaluate((source) => {
    interface Player {
      loadSource(url: string): void
      attachMedia(video: HTMLVideoElement): void
    }
    const { Hls } = window as unknown as { Hls: new (options: object) => Player }
    const video = document.body.appendChild(document.createElement('video'))
    video.muted = true
    video.autoplay = true
    // The pages let no script run that is none of their files.
    const player = new Hls({ enableWorker: false })
    player.loadSource(source)
    player.attachMedia(video)
  }, url)
}

async function logged(api: ApiClient, search: string): Promise<string[]> {
  const query = 'query ($search: String) { logs(search: $search) { lines { text } } }'
  const { logs } = await api.query<{ logs: { lines: { text: string }[] } }>(query, { search })
  return logs.lines.map(({ text }) => text)
}

it('a feed is shown as stills and as a moving picture, while somebody looks', async () => {
  await using manager = await startManager()
  const { api } = manager
  const { id, udpPort } = await createInput(api)
  await using _feed = await startFeed({ port: udpPort })

  const follower = api.subscribe<StillEvent>(
    'subscription ($ids: [ID!]!) { stills(inputIds: $ids) { inputId everyMs still { url takenAt width height } } }',
    { ids: [id] },
  )
  expect((await next(follower)).stills).toEqual({ inputId: id, everyMs: 5000, still: null })
  const images: Buffer[] = []
  while (images.length < 2) {
    const { still } = (await next(follower)).stills
    expect(still).toMatchObject({ width: 480, height: 270 })
    const ageMs = Date.now() - Date.parse(still!.takenAt)
    expect(ageMs).toBeGreaterThanOrEqual(0)
    expect(ageMs).toBeLessThan(4000)
    const image = Buffer.from(await (await api.fetch(still!.url)).arrayBuffer())
    // The address shows the newest: who asks late for the one before has seen this already.
    if (!images.at(-1)?.equals(image)) images.push(image)
  }
  const [pixels, later] = await Promise.all(images.map(decoded))
  expect(pixels!.length).toBe(480 * 270 * 3)
  // A picture of many colours that moves, not a grey one.
  expect(new Set(pixels!.subarray(0, 100_000)).size).toBeGreaterThan(30)
  expect(pixels!.equals(later!)).toBe(false)
  const processes = stillProcesses(manager.pid)
  expect(processes).toHaveLength(1)
  const { pid, args } = processes[0]!
  expect(args.join(' ')).toContain('-threads 1 -skip_frame nokey')
  expect(readFileSync(`/proc/${pid}/environ`, 'latin1')).toContain(`${markerName}=`)
  await follower.return(undefined)
  const leftAt = performance.now()

  const { input } = await api.query<{ input: { previewUrl: string } }>(`{ input(id: ${id}) { previewUrl } }`)
  const view = await openPage(api.url)
  const { context, page } = view
  const texts: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().includes('.m3u8')) texts.push(response.text().catch(() => ''))
  })
  await context.request.post('/session', { data: { apiKey: api.key } })
  await page.goto('/login')
  await play(page, input.previewUrl)
  await page.waitForFunction(() => {
    const video = document.querySelector('video')
    return video !== null && video.currentTime > 1 && video.getVideoPlaybackQuality().totalVideoFrames > 10
  })
  expect(await page.evaluate(() => document.querySelector('video')?.videoWidth)).toBe(640)
  await view[Symbol.asyncDispose]()
  const playlists = await Promise.all(texts)
  expect(playlists.length).toBeGreaterThan(2)
  expect(playlists.join()).not.toMatch(/session=|127\.0\.0\.1|reader|\/\//)

  await until(() => stillProcesses(manager.pid).length === 0, 25_000, 'the end of what takes stills')
  expect(performance.now() - leftAt).toBeGreaterThan(14_000)
  await until(
    async () => (await logged(api, '[HLS] [muxer')).some((text) => text.includes('destroyed')),
    20_000,
    'the end of HLS',
  )
  expect(await logged(api, '[RTSP] [')).toEqual([])
  const { input: after } = await api.query<{ input: { still: unknown } }>(`{ input(id: ${id}) { still { url } } }`)
  expect(after.still).not.toBeNull()
})
