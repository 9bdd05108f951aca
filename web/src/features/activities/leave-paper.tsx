import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef } from 'react'
import { type LeaveRequest, leaveRoutes } from '#contract/leaves.ts'
import { call, routeUrl } from '../../shared/api.ts'
import { sizeWords } from '../../shared/matter/size.ts'
import { toast, toastError } from '../../shared/toast.tsx'

/** The proof of a request for leave: opened, hung on, changed for another. */
export function LeavePaper({ leave }: { leave: LeaveRequest }) {
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const attach = async (file: File | undefined) => {
    if (!file) return
    try {
      await call(leaveRoutes.attachToLeave, { params: { id: leave.id } }, { files: [file] })
      toast('证明已交')
      await client.invalidateQueries()
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <>
      {leave.file && (
        <p>
          <a href={routeUrl(leaveRoutes.getLeaveFile, { params: { id: leave.id } })} target="_blank" rel="noreferrer">
            {leave.file.name}
          </a>{' '}
          <span className="faint">{sizeWords(leave.file.size)}</span>
        </p>
      )}
      {leave.actions.includes('attach') && (
        <p className="no-print">
          <Button size="small" onClick={() => input.current?.click()}>
            {leave.file ? '换一份证明' : '附证明（可不附）'}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            aria-label="请假证明"
            onChange={(event) => {
              void attach(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </p>
      )}
    </>
  )
}
