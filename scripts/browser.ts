/** Finds Chromium and a Chinese font for the browser journeys, and on Debian as root installs what is missing. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { LaunchOptions } from 'playwright-core'

const knownPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Debian packages that a Linux machine still needs for a browser that shows Chinese text. */
export function missingPackages(browser: string | undefined, hasChineseFont: boolean): string[] {
  const missing: string[] = []
  if (!browser) missing.push('chromium')
  if (!hasChineseFont) missing.push('fonts-noto-cjk')
  return missing
}

/** Path of a Chromium on this machine: `CHROMIUM_PATH`, or else where Debian and Google put it.
 *  @throws when `CHROMIUM_PATH` names a file that is not there. */
export function findBrowser(named = process.env.CHROMIUM_PATH): string | undefined {
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not there.`)
  return named || knownPlaces.find((path) => existsSync(path))
}

/** Path of a Chromium that shows Chinese text. As root on Debian it installs what is missing (some 400 MB, a minute).
 *  @throws with the one line to type where it may not install. */
export async function ensureBrowser(): Promise<string> {
  const missing = missingPackages(findBrowser(), hasChineseFont())
  if (missing.length > 0) install(missing)
  const browser = findBrowser()
  if (!browser) throw new Error(`No Chromium in ${knownPlaces.join(', ')}; set CHROMIUM_PATH.`)
  return browser
}

/** What playwright-core's `chromium.launch` needs here: the path, and a browser that talks to nobody but us. */
export async function launchOptions(): Promise<LaunchOptions> {
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  // Chromium refuses to start as root with its sandbox on.
  if (isRoot()) args.unshift('--no-sandbox')
  return { executablePath: await ensureBrowser(), args }
}

function install(packages: string[]): void {
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
  if (!isRoot() || !existsSync('/etc/debian_version')) {
    throw new Error(`The browser journeys need ${packages.join(' and ')}. Type: sudo ${command}`)
  }
  console.log(`正在安装 ${packages.join('、')} · installing ${packages.join(', ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Another apt may hold the lock for a while (a machine's own updates do).
  const wait = ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0']
  const steps = [
    [...wait, 'update'],
    [...wait, 'install', '-y', '--no-install-recommends', ...packages],
  ]
  for (const step of steps) {
    const { status } = spawnSync('apt-get', step, { stdio: ['ignore', 'inherit', 'inherit'], env })
    if (status !== 0) throw new Error(`apt-get could not install ${packages.join(' and ')}. Type: sudo ${command}`)
  }
}

function hasChineseFont(): boolean {
  // Only Linux comes without Chinese fonts. A machine without fc-list has no fonts to list.
  if (process.platform !== 'linux') return true
  return Boolean(spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout?.trim())
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}
