import type { FastifyInstance } from 'fastify'
import { dutyArchiveRoutes as r } from '#contract/duty-archives.ts'
import { type HttpDeps, implement } from '#platform/http/implement.ts'
import { downloadHeaders } from '#platform/http/uploads.ts'
import type { Secrets } from '#platform/secrets.ts'
import { getDutyArchiveProof } from './archive-file.ts'
import { getDutyArchivePaper, getDutyArchivePapers } from './archive-paper.ts'
import { sealDutyArchives } from './commands/seal-archives.ts'
import { getDutyArchive } from './queries/archive.ts'
import { listDutyArchives } from './queries/archives.ts'

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Binds the routes of the archive of a term (一届一人一档). */
export function registerDutyArchiveRoutes(app: FastifyInstance, http: HttpDeps, secrets: Secrets): void {
  implement(app, http, r.getDutyArchive, (ctx, { params, query }) => getDutyArchive(ctx, params.id, query.termId))
  implement(app, http, r.getDutyArchivePaper, async (ctx, { params, query }, { reply }) => {
    const file = await getDutyArchivePaper(ctx, params.id, query.termId)
    await reply.headers(downloadHeaders(file.fileName, wordType)).send(Buffer.from(file.bytes))
    return {}
  })
  implement(app, http, r.getDutyArchiveProof, async (ctx, { params, query }, { reply }) => {
    const file = await getDutyArchiveProof(ctx, secrets, params.id, query.termId)
    await reply.headers(downloadHeaders(file.fileName, 'application/zip')).send(file.bytes)
    return {}
  })
  implement(app, http, r.getDutyArchivePapers, async (ctx, { query }, { reply }) => {
    const file = await getDutyArchivePapers(ctx, query)
    await reply
      .headers({ ...downloadHeaders(file.fileName, 'application/zip'), 'x-papers': String(file.papers) })
      .send(file.stream)
    return {}
  })
  implement(app, http, r.listDutyArchives, (ctx, { query }) => listDutyArchives(ctx, query))
  implement(app, http, r.sealDutyArchives, (ctx, { body }) => sealDutyArchives(ctx, body.termId))
}
