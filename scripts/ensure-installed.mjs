/** Runs before `npm start` and `npm test`, on any Node from 20 on, with nothing installed: installs what the lock file
 *  names, unless it is installed already. Then npm's scripts find Node 24 in node_modules/.bin. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.tongxin-lock-sha256')

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`需要 Node 20 或更新的版本，本机是 ${process.version} · Node 20 or newer is needed, this is ${process.version}`)
}
const stamp = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')
if (read(stampFile)?.trim() !== stamp || !hasNode24()) {
  if (!hasNode24() || !isInstalledByHand()) install()
  remember()
}

function install() {
  console.log(
    '正在按 package-lock.json 安装依赖（npm ci），约一分钟 · Installing dependencies (npm ci), about a minute',
  )
  // npm must not run on the Node that it is about to replace, so our own .bin leaves the PATH. The development packages
  // come along even with NODE_ENV=production: the pages are built on the machine that shows them. npm's warnings are about
  // packages that want a newer Node than npm runs on; they get it.
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== join(modules, '.bin'))
  const { status, error } = spawnSync('npm', ['ci', '--include=dev', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path.join(delimiter) },
    shell: process.platform === 'win32',
  })
  if (error || status !== 0) {
    const cause = error?.message ?? `npm ci: ${status}`
    fail(
      `依赖没有装上（${cause}），原因见上，改好后再来一次 · npm could not install (${cause}), see above, then try again`,
    )
  }
  if (!hasNode24()) {
    fail(
      'npm 未运行安装脚本，缺 Node 24：请去掉 ignore-scripts · npm ran no install scripts (ignore-scripts), so Node 24 is missing',
    )
  }
}

function remember() {
  try {
    writeFileSync(stampFile, `${stamp}\n`)
  } catch (error) {
    // Installed by root, started by a service user: all is in place, it is only looked up again the next time.
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error
  }
}

function hasNode24() {
  return existsSync(join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'))
}

/** Whether someone's own `npm install` has put in place just what the lock file names; npm keeps its own list of that. */
function isInstalledByHand() {
  const installed = JSON.parse(read(join(modules, '.package-lock.json')) ?? '{}').packages ?? {}
  const { packages } = JSON.parse(read(join(root, 'package-lock.json')) ?? '{}')
  return Object.entries(packages).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  )
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
