// Draws client/public/icons from icon.svg, in a real browser: npm run icons
import chromium from '@sparticuz/chromium'
import { chromium as driver } from 'playwright-core'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const source = readFileSync(join(import.meta.dirname, 'icon.svg'), 'utf8')
const folder = join(import.meta.dirname, '../public/icons')
// systems cut corners, or a circle, out of these themselves: their ground goes to the edge
const square = source.replace(' rx="5"', '')
// what lies outside of the middle 80 % may be cut away
const masked = square.replace('scale(.66)', 'scale(.54)')

const pictures = [
  { name: 'icon-192.png', size: 192, svg: source },
  { name: 'icon-512.png', size: 512, svg: source },
  { name: 'maskable-512.png', size: 512, svg: masked },
  { name: 'apple-touch-icon.png', size: 180, svg: square },
]

mkdirSync(folder, { recursive: true })
const unwanted = new Set(['--single-process', '--no-zygote'])
const args = chromium.args.filter((arg) => !unwanted.has(arg))
const browser = await driver.launch({ executablePath: await chromium.executablePath(), args })
try {
  for (const { name, size, svg } of pictures) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
    await page.screenshot({ path: join(folder, name), omitBackground: true })
    await page.close()
  }
} finally {
  await browser.close()
}
