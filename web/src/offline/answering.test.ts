import { describe, expect, it } from 'vitest'
import { cacheOf, outdated, wayOf } from './answering.ts'

const origin = 'https://zx.example'
const build = { hash: 'b2', files: ['/app/', '/app/favicon.svg', '/app/assets/index-a1.js'] }

describe('without a network', () => {
  it.each([
    ['GET', 'navigate', '/app/activities/1/desk', 'page'],
    ['GET', 'navigate', '/app/', 'page'],
    ['GET', 'cors', '/app/assets/index-a1.js', 'file'],
    ['GET', 'cors', '/app/assets/members-page-77.js', 'file'],
    ['GET', 'no-cors', '/app/favicon.svg', 'file'],
    // What is said to a person is never kept, nor a file of theirs, nor the public pages.
    ['GET', 'cors', '/api/v1/me', null],
    ['GET', 'navigate', '/api/v1/activities/1/attendees/export', null],
    ['GET', 'navigate', '/', null],
    ['GET', 'navigate', '/app/sw.js', null],
    ['POST', 'cors', '/app/assets/index-a1.js', null],
  ])('%s (%s) %s is answered as %s', (method, mode, path, way) => {
    expect(wayOf({ method, mode, url: origin + path }, origin, build)).toBe(way)
  })

  it('nothing of another place is answered', () => {
    expect(
      wayOf({ method: 'GET', mode: 'cors', url: 'https://else.example/app/assets/x.js' }, origin, build),
    ).toBeNull()
  })

  it('a new build clears the one before away, and nothing of others', () => {
    expect(outdated(['tongxin-app-b1', cacheOf(build), 'maps'], build)).toEqual(['tongxin-app-b1'])
  })
})
