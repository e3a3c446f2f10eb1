// What is wrong with how a page looks, a line each.
() => {
  const wrong = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
    wrong.push(`overflow: ${root.scrollWidth} of ${innerWidth} px: ${wide.slice(0, 3).map(e => e.outerHTML.slice(0, 80)).join(" | ")}`);
  }
  if (document.querySelectorAll("h1").length !== 1 || !document.querySelector("h1").innerText.trim()) wrong.push("no heading");
  for (const text of document.querySelectorAll(".title, .excerpt, .text, .earlier"))
    if (!text.lang) wrong.push(`no lang: ${text.outerHTML.slice(0, 80)}`);
  for (const image of document.images)
    if (!image.complete || image.naturalWidth === 0 || !image.alt) wrong.push(`image: ${image.outerHTML.slice(0, 120)}`);

  const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parse = colour => {
    const parts = colour.match(/^rgba?\(([^)]+)\)$/);
    if (!parts) throw new Error(`unknown colour ${colour}`);
    const [r, g, b, a = 1] = parts[1].split(",").map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((c, i) => c * a + below[i] * (1 - a));
  const paper = element => {
    if (!element) return [255, 255, 255];
    const colour = parse(getComputedStyle(element).backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, paper(element.parentElement));
  };
  const judge = (element, colour, words) => {
    const below = paper(element);
    const [dark, light] = [luminance(over(parse(colour), below)), luminance(below)].sort((a, b) => a - b);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5) wrong.push(`contrast ${contrast.toFixed(2)}: ${element.tagName}.${element.className}: ${words.slice(0, 40)}`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let judged = 0;
  while (walker.nextNode()) {
    const [words, element] = [walker.currentNode.data.trim(), walker.currentNode.parentElement];
    if (!words || !element.checkVisibility({ visibilityProperty: true })) continue;
    judge(element, getComputedStyle(element).color, words);
    judged++;
  }
  for (const input of document.querySelectorAll("input[placeholder]"))
    judge(input, getComputedStyle(input, "::placeholder").color, input.placeholder);
  if (judged < 10) wrong.push(`only ${judged} texts were seen`);
  return wrong;
}
