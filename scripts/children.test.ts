import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runChild } from './children.ts'

const children = JSON.stringify(join(import.meta.dirname, 'children.ts'))

describe('a child', () => {
  test('ends with its exit code and both its outputs', async () => {
    const script = 'console.log("out"); console.error("err"); process.exitCode = 3'
    const { status, output } = await runChild(process.execPath, ['-e', script], 'keep')
    expect(status).toBe(3)
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out'])
  })

  test('that cannot be started is red and says why', async () => {
    const { status, output } = await runChild('/nowhere/program', [], 'keep')
    expect(status).toBe(1)
    expect(output).toContain('ENOENT')
  })

  test.for([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('and its own children go when the parent gets %s', async ([signal, code]) => {
    const script = `
      import { runChild, takeChildrenAlong } from ${children}
      takeChildrenAlong()
      await runChild('sh', ['-c', 'sleep 60 & echo ready; wait'], 'show')`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script])
    await new Promise((resolve) => parent.stdout.once('data', resolve))
    parent.kill(signal)
    // All of them write to the same pipe: it closes when the last of them, the sleeper, is gone.
    expect(await new Promise((resolve) => parent.once('close', resolve))).toBe(code)
  })
})
