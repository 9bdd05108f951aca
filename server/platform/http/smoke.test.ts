import { expect, it } from 'vitest'
import { testApp } from '../../testing/app.ts'

const app = await testApp()

it('answers that it is alive and ready', async () => {
  expect((await app.request({ method: 'GET', url: '/healthz' })).statusCode).toBe(200)
  expect((await app.request({ method: 'GET', url: '/readyz' })).json()).toEqual({ ok: true })
})

it('answers what does not exist with a problem, not a page', async () => {
  const response = await app.request({ method: 'GET', url: '/api/v1/nothing' })
  expect(response.statusCode).toBe(404)
  expect(response.headers['content-type']).toContain('application/problem+json')
  expect(response.json()).toMatchObject({ code: 'not-found', status: 404 })
})
