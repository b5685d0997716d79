import { Frame, Main } from '../parts/frame.tsx'
import { useErrorTitle, useTitle } from '../parts/title.ts'

/** An address that leads nowhere. */
export const NotFoundPage = () => {
  useErrorTitle(true)
  useTitle('没有这个页面')
  return (
    <Frame at={null} page="">
      <Main>
        <div class="head">
          <h1>没有这个页面</h1>
        </div>
        <p>
          网址可能不完整，或者所指的内容已经换了位置。<a href="/">回到首页</a>
        </p>
      </Main>
    </Frame>
  )
}
