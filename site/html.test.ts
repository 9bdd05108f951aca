import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html, pageText } from './html.ts'

const text = (content: Parameters<typeof html>[1]) => pageText(html`${content}`).split('\n')[1] ?? ''

describe('html', () => {
  it('escapes whatever is put in, in text and in attributes', () => {
    expect(text('<script>alert("x")</script>&\'')).toBe('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;')
    const hostile = '"><img src=x onerror=alert(1)>'
    expect(pageText(html`<a title="${hostile}">x</a>`)).toContain(
      '<a title="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;">x</a>',
    )
  })

  it('leaves its own pieces as they are, one after the other', () => {
    expect(text([html`<b>${'<'}</b>`, '<', [html`<i></i>`]])).toBe('<b>&lt;</b>&lt;<i></i>')
  })

  it('writes nothing for what is not there, and zero as zero', () => {
    expect(text([null, undefined, false, '', 0])).toBe('0')
  })

  it('takes no text for HTML, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const written = pageText(html`${`x${given}x`}`)
        expect(written.slice('<!doctype html>'.length)).not.toMatch(/[<>"']/)
      }),
    )
  })

  it('is not fooled by an object that came from outside', () => {
    const forged = JSON.parse('{"html":"<script>","Symbol(html)":"<script>"}') as string
    expect(() => pageText(html`${forged}`)).toThrow()
  })
})
