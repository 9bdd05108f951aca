import type { FastifyInstance } from 'fastify'
import { clockRoutes as r } from '#contract/clocks.ts'
import { accessDenied } from '#platform/errors.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { readUploads } from '#platform/http/uploads.ts'
import { entersCalendar } from './access.ts'
import { readCalendarFile } from './calendar-file.ts'
import { yearProblems } from './calendar-rules.ts'
import { enterCalendarYear } from './commands/enter-calendar.ts'
import { getCalendarYear, getWorkingDays } from './queries/calendar.ts'

const fileLimits = { files: 1, bytes: 1_000_000 }

/** Binds the calendar of the installation. */
export function registerClockRoutes(app: FastifyInstance, http: HttpDeps): void {
  implement(app, http, r.getCalendarYear, (ctx, { params }) => getCalendarYear(ctx, params.year))
  implement(app, http, r.getWorkingDays, (ctx) => getWorkingDays(ctx))
  implement(app, http, r.enterCalendarYear, (ctx, { params, body }) => enterCalendarYear(ctx, params.year, body))
  implement(app, http, r.readCalendarFile, async (ctx, _, { request }) => {
    if (!entersCalendar(ctx.actor.role)) throw accessDenied('enterCalendar')
    const [upload] = await readUploads(request, fileLimits)
    return {
      years: readCalendarFile(upload!.bytes).map((read) => ({ ...read, problems: yearProblems(read.year, read) })),
    }
  })
}
