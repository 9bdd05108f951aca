import './documents.css'
import './words.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { documentNumberRoutes } from '#contract/document-numbers.ts'
import { documentRoutes, type PaperOffer } from '#contract/documents.ts'
import type { NumberedKind } from '#contract/paper-kinds.ts'
import { apiQuery, call, errorWords } from '../../shared/api.ts'
import { download } from '../../shared/download-button.tsx'
import { Icon } from '../../shared/icons.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { NumberDialog } from './number-dialog.tsx'

/** 文书: the Word files this person may have of a proposal as it stands now, asked for when the menu is opened. */
export function PaperMenu({ proposalId }: { proposalId: string }) {
  const [open, setOpen] = useState(false)
  const [numbering, setNumbering] = useState<PaperOffer | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const route = documentRoutes.listPapers
  const query = useQuery({ ...apiQuery(route, { params: { id: proposalId } }), enabled: open, staleTime: 0 })
  const take = async (offer: PaperOffer) => {
    setBusy(offer.kind + offer.on)
    try {
      const query = offer.on ? { on: offer.on } : {}
      await download(
        documentRoutes.getPaper,
        { params: { id: proposalId, kind: offer.kind }, query },
        `${offer.name}.docx`,
      )
      toast(`${offer.name}已下载`)
      setOpen(false)
    } catch (error) {
      toastError(error)
    } finally {
      setBusy(null)
    }
  }
  const menu = (
    <details
      className="menu paper-menu"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false)
      }}
    >
      <summary className="button">
        <Icon name="download" />
        文书
      </summary>
      <div className="menu-list">
        {query.isPending && <p className="paper-menu-note">正在查可以出哪些文书…</p>}
        {query.isError && <p className="paper-menu-note">{errorWords(query.error)}</p>}
        {query.data?.items.length === 0 && <p className="paper-menu-note">现在还没有可以下载的文书</p>}
        {query.data?.items.map((offer) => (
          <div key={offer.kind + offer.on} className="paper-line">
            <button type="button" className="menu-item" disabled={busy !== null} onClick={() => void take(offer)}>
              <strong>{busy === offer.kind + offer.on ? '正在生成…' : offer.name}</strong>
              {remarkOf(offer) && <span className="faint">{remarkOf(offer)}</span>}
            </button>
            {offer.mayNumber && (
              <button
                type="button"
                className="button paper-number"
                aria-label={`给${offer.name}编发文字号`}
                onClick={() => setNumbering(offer)}
              >
                编号
              </button>
            )}
          </div>
        ))}
      </div>
    </details>
  )
  return (
    <>
      {menu}
      {numbering && (
        <NumberDialog
          name={numbering.name}
          issue={(typed) =>
            call(documentNumberRoutes.issuePaperNumber, {
              params: { id: proposalId, kind: numbering.kind as NumberedKind },
              body: { on: numbering.on, typed },
            })
          }
          onDone={() => query.refetch()}
          onClose={() => setNumbering(null)}
        />
      )}
    </>
  )
}

function remarkOf(offer: PaperOffer): string {
  const said = [offer.documentNumber, !offer.current && '前一轮的', offer.current && offer.draft && '未定稿']
  return said.filter(Boolean).join('，')
}
