import { publishingRoutes } from '#contract/publishing.ts'
import { marksOn } from '#contract/redaction.ts'
import type { TestApp } from '../../testing/app.ts'

/** Lets the office make a proposal or reply public, with `passages` taken out wherever they stand. */
export async function makePublic(
  app: TestApp,
  officeToken: string,
  id: string,
  options: { passages?: readonly string[]; hideProposers?: boolean } = {},
): Promise<void> {
  const as = app.client(officeToken)
  const before = await as(publishingRoutes.getPublication, { params: { id } })
  await as(publishingRoutes.publish, {
    params: { id },
    body: {
      version: before.version,
      marks: (options.passages ?? []).flatMap((one) => marksOn(before.parts, one)),
      fileIds: [],
      hideProposers: options.hideProposers ?? false,
      leaveRest: true,
    },
  })
}
