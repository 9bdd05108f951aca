import { useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useRef, useState } from 'react'
import { routeUrl } from '#contract/client.ts'
import { type Proposal, proposalRoutes } from '#contract/proposals.ts'
import { call, errorWords } from '../../../shared/api.ts'
import { Attachments } from '../../../shared/matter/attachments.tsx'
import { sizeWords } from '../../../shared/matter/size.ts'
import { toastError } from '../../../shared/toast.tsx'
import { uploadAttachment } from './upload.ts'

interface Upload {
  key: number
  file: File
  part: number
  error: string | null
  /** Too large: sending again would not help. */
  hopeless: boolean
  stop: AbortController
}

interface AttachmentEditorProps {
  proposal: Proposal | null
  options?: { attachmentLimitBytes: number; attachmentLimit: number }
}

/** Files with their progress; a failed one can be sent again. */
export function AttachmentEditor({ proposal, options }: AttachmentEditorProps) {
  const client = useQueryClient()
  const [uploads, setUploads] = useState<Upload[]>([])
  const input = useRef<HTMLInputElement>(null)
  const lastKey = useRef(0)
  const refresh = () => client.invalidateQueries({ queryKey: [proposalRoutes.getProposal.path] })
  const patch = (key: number, change: Partial<Upload>) =>
    setUploads((now) => now.map((one) => (one.key === key ? { ...one, ...change } : one)))

  const send = async (upload: Upload) => {
    if (!proposal) return
    try {
      await uploadAttachment(proposal.id, upload.file, (part) => patch(upload.key, { part }), upload.stop.signal)
      await refresh()
      setUploads((now) => now.filter((one) => one.key !== upload.key))
    } catch (error) {
      if (upload.stop.signal.aborted) setUploads((now) => now.filter((one) => one.key !== upload.key))
      else patch(upload.key, { error: errorWords(error) })
    }
  }
  const add = (files: FileList) => {
    const fresh = [...files].map((file) => {
      lastKey.current += 1
      const over = options && file.size > options.attachmentLimitBytes
      const error = over ? `文件太大，每个不超过 ${sizeWords(options.attachmentLimitBytes)}。` : null
      return {
        key: lastKey.current,
        file,
        part: 0,
        error,
        hopeless: Boolean(over),
        stop: new AbortController(),
      }
    })
    setUploads((now) => [...now, ...fresh])
    for (const upload of fresh) if (!upload.error) void send(upload)
  }
  const again = (upload: Upload) => {
    const next = {
      ...upload,
      error: null,
      part: 0,
      stop: new AbortController(),
    }
    patch(upload.key, next)
    void send(next)
  }
  const takeOff = (fileId: string) =>
    call(proposalRoutes.removeAttachment, {
      params: { id: proposal?.id ?? '', fileId },
    })
      .then(refresh)
      .catch(toastError)

  return (
    <section className="field" aria-labelledby="attachments-label">
      <p className="field-label" id="attachments-label">
        附件（可不加）
      </p>
      <p className="field-hint">
        {options
          ? `照片、调研材料等，最多 ${options.attachmentLimit} 个，每个不超过 ${sizeWords(options.attachmentLimitBytes)}。`
          : '照片、调研材料等。'}
      </p>
      {proposal && (
        <Attachments
          files={proposal.attachments}
          href={({ fileId }) =>
            routeUrl(proposalRoutes.getAttachment, {
              params: { id: proposal.id, fileId },
            })
          }
          action={({ fileId, name }) => (
            <Button type="text" aria-label={`移去${name}`} onClick={() => takeOff(fileId)}>
              移去
            </Button>
          )}
        />
      )}
      <ul className="uploads" aria-live="polite">
        {uploads.map((upload) => (
          <li key={upload.key}>
            <span className="upload-name">{upload.file.name}</span>
            {upload.error ? (
              <span className="field-problem">{upload.error}</span>
            ) : (
              <Progress
                percent={Math.round(upload.part * 100)}
                size="small"
                aria-label={`正在上传${upload.file.name}`}
              />
            )}
            <span className="upload-buttons">
              {upload.error && !upload.hopeless && <Button onClick={() => again(upload)}>再传一次</Button>}
              <Button
                type="text"
                onClick={() => {
                  upload.stop.abort()
                  setUploads((now) => now.filter((one) => one.key !== upload.key))
                }}
              >
                {upload.error ? '不传了' : '停止'}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <Button disabled={!proposal} onClick={() => input.current?.click()}>
        选择文件
      </Button>
      {!proposal && <span className="field-hint draft-later">先写几个字，草稿存好后就能加附件。</span>}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="选择附件"
        onChange={(event) => {
          if (event.target.files) add(event.target.files)
          event.target.value = ''
        }}
      />
    </section>
  )
}
