import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { DomainError, notFound } from '../errors.ts'
import type { Upload } from '../http/uploads.ts'
import { newId } from '../ids.ts'
import { sniffFile } from './sniff.ts'
import type { FileStore } from './store.ts'

/** A file whose bytes are kept. */
export interface KeptFile {
  name: string
  mediaType: string
  size: number
  sha256: string
}
export interface AttachedFile extends KeptFile {
  fileId: string
  addedBy: string
}

/** Looks at the content of an upload and keeps its bytes. @throws FileRefusal for what is not taken */
export async function keepUpload(files: FileStore, upload: Upload): Promise<KeptFile> {
  const { mediaType } = sniffFile(upload.bytes, upload.name)
  return { name: upload.name, mediaType, ...(await files.put(upload.bytes)) }
}

/** Writes the row of a kept file. @returns its id */
export async function insertFile(ctx: Context, file: KeptFile): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('files')
    .values({
      committee_id: ctx.actor.committeeId,
      id,
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      created_at: ctx.now,
      created_by: ctx.actor.accountId,
    })
    .execute()
  return id
}

/** Files that hang on things of one kind, by a table (committee_id, `owner`, file_id, added_at). Who may add, take off and read them
 *  is the feature's to say, before it calls. */
export function attachedFiles(given: { table: string; owner: string; atMost: number }) {
  const table = sql.table(given.table)
  const owner = sql.ref(given.owner)
  const of = (ctx: Context, ownerId: string) =>
    sql`x.committee_id = ${ctx.actor.committeeId} and x.${owner} = ${ownerId}::uuid`
  return {
    /** In the order they were added. */
    async list(ctx: Context, ownerId: string): Promise<AttachedFile[]> {
      const { rows } = await sql<AttachedFile>`
        select f.id as "fileId", f.name, f.media_type as "mediaType", f.size, f.sha256, f.created_by as "addedBy"
        from ${table} x
        join files f on f.committee_id = x.committee_id and f.id = x.file_id
        where ${of(ctx, ownerId)}
        order by x.added_at, f.id`.execute(ctx.db)
      return rows
    },
    /** `rights`: of a table that has them. The thing is locked by whoever calls. @returns the file's id @throws DomainError file.too-many */
    async attach(ctx: Context, ownerId: string, file: KeptFile, rights?: string): Promise<string> {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from ${table} x where ${of(ctx, ownerId)}`.execute(ctx.db)
      if (rows[0]!.count >= given.atMost) throw new DomainError('file.too-many', { limit: given.atMost }, 400)
      const fileId = await insertFile(ctx, file)
      const more = rights === undefined ? [sql``, sql``] : [sql`, rights`, sql`, ${rights}`]
      await sql`
        insert into ${table} (committee_id, ${owner}, file_id, added_at${more[0]})
        values (${ctx.actor.committeeId}, ${ownerId}, ${fileId}, ${ctx.now}${more[1]})`.execute(ctx.db)
      return fileId
    },
    /** Takes a file off; its bytes stay until backups no longer need them. @throws DomainError not-found */
    async remove(ctx: Context, ownerId: string, fileId: string): Promise<void> {
      const { rows } = await sql`
        delete from ${table} x where ${of(ctx, ownerId)} and x.file_id = ${fileId} returning 1`.execute(ctx.db)
      if (rows.length === 0) throw notFound('file')
    },
  }
}
