import { useQueryClient } from '@tanstack/react-query'
import { type DutyLine, dutyRoutes } from '#contract/duty.ts'
import { call, newIdempotencyKey } from '../../shared/api.ts'
import { formatCivil } from '../../shared/dates.ts'
import { ReasonDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'
import { kindWord } from './words.ts'

/** The member says why an entry is wrong. */
export function ObjectDialog({ line, close }: { line: DutyLine | null; close: () => void }) {
  const client = useQueryClient()
  return (
    <ReasonDialog
      open={line !== null}
      title="对这一条有异议"
      okText="提出异议"
      label="哪里不对，应当怎样"
      maxLength={1000}
      onClose={close}
      onOk={async (reason) => {
        await call(
          dutyRoutes.objectToDutyEntry,
          { params: { id: line!.id }, body: { reason } },
          { idempotencyKey: newIdempotencyKey() },
        )
        toast('异议已提出，委员联络办会答复您')
        await client.invalidateQueries()
      }}
    >
      {line && (
        <p>
          {formatCivil(line.occurredOn)} {kindWord(line.kind)}：{line.title}
        </p>
      )}
    </ReasonDialog>
  )
}
