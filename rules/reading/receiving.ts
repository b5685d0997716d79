/** Another body acts, and the township receives: 县法院发来司法建议1份, 县司法局抽查我镇案卷10卷. */

/** Sent, handed over or put before us, whatever it is. */
const sent = /发来|寄来|送来|转来|交来|送达|交办|转办|转送|转交|移交|移送|反馈|抄送|抄告/
/** Issued to somebody: only what has one addressee. */
const issued =
  /(?:下发|制发|发出|下达|提出|作出|印发)[^,;。]{0,20}(?:建议|监督|文书|意见书|通知书|告知书|问题|函)/
/** Looked into: our files, or us. */
const examined =
  /(?:抽查|评查|检查|抽取|抽评|抽|调阅|督察|督查|核查|验收)[^,;。]{0,12}(?:[我本](?:镇|乡|街道|街|办|辖区)|案卷|卷宗)/
const toUs = /(?:向|给|对|到|至)[我本](?:镇|乡|街道|街|办|辖区)/
/** Done among many: what fell to us is told apart. */
const amongMany = /组织|开展|集中|统一|牵头|各[镇乡街县]|[全辖][县市区]|乡镇/
const ourShare = /^[^。\d]{0,8}(?:其中)?[^。\d]{0,4}[我本](?:镇|乡|街道|街)[^。,;\d]{0,8}\d/

const longestObject = 16

/** What stands from the body to the figure and a little further says that the township is at the receiving end. */
export const isReceived = (
  text: string,
  body: { start: number; end: number },
  figure: { start: number; end: number },
  end: number,
): boolean => {
  const behind = Math.min(end, figure.end + longestObject)
  const said = text.slice(body.end, behind)
  if (amongMany.test(text.slice(body.start, figure.start))) return false
  if (ourShare.test(text.slice(figure.end, figure.end + 24))) return false
  return sent.test(said) || issued.test(said) || examined.test(said) || toUs.test(said)
}
