import './duty.css'
import { Button } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import { LinkButton } from '../../shared/link-button.tsx'
import { sizeWords } from '../../shared/matter/size.ts'
import { useIsPhone } from '../../shared/media.ts'

/** A record holds at most so many proofs, each at most so large. */
export const proofLimit = 9
export const proofMegabytes = 30

/** Buttons that take photographs and files as proof of a duty: the camera on a phone, files everywhere. */
export function ProofButtons(props: {
  busy: boolean
  onPick: (files: readonly File[]) => void
  /** What they are called here. */
  what?: string
}) {
  const { busy, onPick, what = '证明材料' } = props
  const phone = useIsPhone()
  const camera = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const take = (input: HTMLInputElement) => {
    const picked = [...(input.files ?? [])]
    input.value = ''
    if (picked.length > 0) onPick(picked)
  }
  return (
    <span className="duty-ways">
      <input
        ref={files}
        type="file"
        multiple
        style={{ display: 'none' }}
        aria-label={`选择${what}`}
        onChange={(event) => take(event.currentTarget)}
      />
      {phone && (
        <>
          <input
            ref={camera}
            type="file"
            accept="image/*"
            capture="environment"
            style={{ display: 'none' }}
            aria-label={`拍照作${what}`}
            onChange={(event) => take(event.currentTarget)}
          />
          <Button disabled={busy} onClick={() => camera.current?.click()}>
            拍照
          </Button>
        </>
      )}
      <Button loading={busy} onClick={() => files.current?.click()}>
        {busy ? '正在上传' : phone ? '选照片或文件' : what === '附件' ? '添加附件' : '添加材料'}
      </Button>
    </span>
  )
}

/** Proofs chosen and not sent yet, each with its picture. */
export function ProofsToSend({ files, onChange }: { files: readonly File[]; onChange: (files: File[]) => void }) {
  const add = (picked: readonly File[]) => onChange([...files, ...picked].slice(0, proofLimit))
  const tooLarge = files.filter((file) => file.size > proofMegabytes * 1024 * 1024)
  return (
    <fieldset className="field-group">
      <legend>证明材料</legend>
      <p className="faint">
        照片、讲稿、证书都可以，最多 {proofLimit} 个，每个不超过 {proofMegabytes} MB。有了材料，审核得快。
      </p>
      <ul className="proof-list">
        {files.map((file, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same photograph may be chosen twice
          <li key={`${file.name} ${i}`}>
            {file.type.startsWith('image/') && <Picture file={file} />}
            <span>
              {file.name} <span className="faint">{sizeWords(file.size)}</span>
            </span>
            <LinkButton aria-label={`移去${file.name}`} onClick={() => onChange(files.filter((_, at) => at !== i))}>
              移去
            </LinkButton>
          </li>
        ))}
      </ul>
      {tooLarge.length > 0 && (
        <p className="due" role="alert">
          {tooLarge.map((file) => file.name).join('、')}超过 {proofMegabytes} MB，请换小一些的。
        </p>
      )}
      {files.length < proofLimit && <ProofButtons busy={false} onPick={add} />}
    </fieldset>
  )
}

function Picture({ file }: { file: File }) {
  const url = useMemo(() => URL.createObjectURL(file), [file])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  return <img src={url} alt={file.name} />
}
