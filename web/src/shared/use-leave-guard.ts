import { useBlocker } from '@tanstack/react-router'
import { useRef } from 'react'

/** Asks before a page with unsaved typing is left; `release()` once it is saved. */
export function useLeaveGuard(typed: boolean, question = '填写的内容还没有保存。要离开这一页吗？') {
  const saved = useRef(false)
  const guarding = () => typed && !saved.current
  useBlocker({
    shouldBlockFn: () => guarding() && !window.confirm(question),
    enableBeforeUnload: guarding,
  })
  return {
    release() {
      saved.current = true
    },
  }
}
