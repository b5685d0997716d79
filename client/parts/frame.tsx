/** What every page has: mark, menu, township and year, size of letters, the live line about saving. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { CountyAnswer, CountyPlace, Place } from '../api.ts'
import { getCounty, listCounties } from '../api.ts'
import { chooseSize, savedAt, size, sizes } from '../state.ts'
import { product } from '../text.ts'
import { useLoad } from './load.tsx'
import { Icon, Symbols } from './marks.tsx'
import type { TownshipPage } from './places.ts'
import { countyHref, townshipHref } from './places.ts'

const Brand = () => (
  <a class="brand" href="/">
    <svg viewBox="0 0 12 52" aria-hidden="true">
      <path d="M6 0v33" stroke="currentColor" stroke-width="1.2" />
      <path class="bob-shape" d="M6 32l4.5 5.5L6 46l-4.5-8.5z" />
    </svg>
    {product}
  </a>
)

/** A list that opens under its button; Escape and leaving it close it. */
const Menu = ({ label, children }: { label: ComponentChildren; children: ComponentChildren }) => {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const { url } = useLocation()
  // A new page closes the list
  useEffect(() => setOpen(false), [url])
  const leave = (event: FocusEvent) => {
    if (!(event.relatedTarget instanceof Node && root.current?.contains(event.relatedTarget))) setOpen(false)
  }
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return
    setOpen(false)
    root.current?.querySelector('button')?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches what happens to the controls inside
    <div class="menu" ref={root} onFocusOut={leave} onKeyDown={close}>
      <button class="btn-menu" type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {label}
        <span class="caret" aria-hidden="true" />
      </button>
      {open && <div class="menu-list">{children}</div>}
    </div>
  )
}

const SizeMenu = () => (
  <Menu label="字号">
    <fieldset>
      <legend class="sr">字号</legend>
      {sizes.map((choice) => (
        <label key={choice} class="menu-choice">
          <input
            type="radio"
            name="size"
            checked={size.value === choice}
            onChange={() => chooseSize(choice)}
          />
          {choice}
          {choice === '16' ? '（标准）' : ''}
        </label>
      ))}
    </fieldset>
  </Menu>
)

/** The other years of a county; asked for when the list opens. */
const OtherYears = ({ at, township }: { at: CountyPlace; township: string | undefined }) => {
  const list = useLoad(`years/${at.county}`, listCounties)
  const years = list.data?.counties.find((one) => one.id === at.county)?.years ?? []
  return (
    <>
      {years
        .map(String)
        .filter((year) => year !== at.year)
        .map((year) => (
          <a
            key={year}
            href={
              township === undefined ? countyHref({ ...at, year }) : townshipHref({ ...at, year, township })
            }
          >
            {year}年度
          </a>
        ))}
    </>
  )
}

const PlaceMenu = ({
  county,
  at,
  township,
}: {
  county: CountyAnswer
  at: CountyPlace
  township: string | undefined
}) => {
  const name = county.townships.find((one) => one.id === township)?.name ?? county.county.name
  return (
    <Menu
      label={
        <>
          <b>{name}</b> {at.year}年度
        </>
      }
    >
      <nav aria-label="换单位和年度">
        <a href={countyHref(at)} aria-current={township === undefined ? 'true' : undefined}>
          {county.county.name}（全县比较）
        </a>
        {county.townships.map((one) => (
          <a
            key={one.id}
            href={townshipHref({ ...at, township: one.id })}
            aria-current={one.id === township ? 'true' : undefined}
          >
            {one.name}
          </a>
        ))}
        <OtherYears at={at} township={township} />
      </nav>
    </Menu>
  )
}

const townshipMenu: [TownshipPage, string][] = [
  ['', '待办'],
  ['items', '考核要点'],
  ['registers', '台账'],
  ['facts', '填报值'],
  ['report', '年度报告'],
  ['gaps', '差距'],
]
const countyMenu: ['' | 'matrix' | 'gaps' | 'imports', string][] = [
  ['', '分组比较'],
  ['matrix', '要点×乡镇'],
  ['gaps', '差距清单'],
  ['imports', '导入台账'],
]

/** The line that says when something was last saved. */
export const Saved = () => (
  <span class="saved" role="status" aria-live="polite">
    {savedAt.value !== null && (
      <>
        <Icon shape="tick" />
        已保存 {savedAt.value}
      </>
    )}
  </span>
)

/** A page in its frame. `page` is what the menu marks; `desk` pages fill the window and scroll in panes. */
export const Frame = ({
  at,
  page,
  children,
}: {
  at: CountyPlace | Place | null
  page: string
  children: ComponentChildren
}) => {
  const county = useLoad(at ? `${at.county}/${at.year}` : '', async () => (at ? getCounty(at) : null))
  const township = at && 'township' in at ? at.township : undefined
  useEffect(() => {
    document.documentElement.dataset.size = size.value
  }, [size.value])
  const name = county.data?.townships.find((one) => one.id === township)?.name
  return (
    <>
      <Symbols />
      <p class="print-only print-head">
        {product} · {county.data?.county.name ?? ''}
        {name ?? ''} · {at?.year ?? ''}年度 · 内部使用，未公布
      </p>
      <a class="skip" href="#main">
        跳到正文
      </a>
      <header class="top">
        <Brand />
        {at && (
          <nav class="nav" aria-label="主要栏目">
            {township !== undefined
              ? townshipMenu.map(([id, word]) => (
                  <a
                    key={id}
                    href={townshipHref({ ...at, township }, id)}
                    aria-current={page === id ? 'page' : undefined}
                  >
                    {word}
                  </a>
                ))
              : countyMenu.map(([id, word]) => (
                  <a key={id} href={countyHref(at, id)} aria-current={page === id ? 'page' : undefined}>
                    {word}
                  </a>
                ))}
          </nav>
        )}
        <div class="who">
          <Saved />
          {at && county.data && <PlaceMenu county={county.data} at={at} township={township} />}
          <SizeMenu />
        </div>
      </header>
      {children}
    </>
  )
}

/** The main part of a page; takes focus when the page is new, so that a screen reader starts there. */
export const Main = ({ desk = false, children }: { desk?: boolean; children: ComponentChildren }) => {
  const main = useRef<HTMLElement>(null)
  const { wasPush } = useLocation() as { wasPush?: boolean }
  // Once for each page, never on a later click in it
  useEffect(() => {
    if (wasPush && location.hash === '') main.current?.focus({ preventScroll: true })
  }, [])
  return (
    <main class={desk ? 'desk' : 'page'} id="main" tabIndex={-1} ref={main}>
      {children}
    </main>
  )
}
