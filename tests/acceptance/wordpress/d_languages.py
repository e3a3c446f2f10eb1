"""Posts in the languages of the region, with their own names for the sections, and tags in three scripts."""
import re

import hub
import institute
from a_publishing import visible
from steps import expect, step, within

TEXTS = {
    "az": ("Azerbaijani", "Zəngilan dəmir yolu", "Bu həftənin icmalı Zəngilan dəmir yolunu və onun kimə lazım olduğunu araşdırır.",
           "Yeni xətt bazar ertəsi açıldı və iki stansiyası var. Layihə üçün büdcədən pul ayrılıb.", "Nəyi izləyirik", ("Tarif", "Tarif hələ müəyyən edilməyib."), "Dünya niyə maraqlanmalıdır", "Doqquz ölkənin yükü bu yoldan keçir."),
    "hy": ("Armenian", "Սյունիքի երկաթուղին", "Այս շաբաթվա ակնարկը քննում է Սյունիքի երկաթուղին և թե ում է այն պետք։",
           "Նոր գիծը բացվել է երկուշաբթի օրը և ունի երկու կայարան։ Ծրագրի համար գումար է հատկացվել բյուջեից։", "Ինչին ենք հետևում", ("Սակագին", "Սակագինը դեռ որոշված չէ։"), "Ինչու է դա կարևոր աշխարհի համար", "Ինը երկրի բեռներ են անցնում այս ճանապարհով։"),
    "ru": ("Russian", "Железная дорога в Дербент", "На этой неделе мы разбираем железную дорогу в Дербент и то, кому она нужна.",
           "Новую линию открыли в понедельник, на ней две станции. Деньги на проект выделены из бюджета.", "За чем мы следим", ("Тариф", "Тариф ещё не определён."), "Почему это важно для мира", "По этой дороге идут грузы девяти стран."),
    "ka": ("Georgian", "ანაკლიის რკინიგზა", "ამ კვირის მიმოხილვა ეხება ანაკლიის რკინიგზას და იმას, თუ ვის სჭირდება იგი.",
           "ახალი ხაზი ორშაბათს გაიხსნა და ორი სადგური აქვს. პროექტისთვის თანხა ბიუჯეტიდან გამოიყო.", "რას ვაკვირდებით", ("ტარიფი", "ტარიფი ჯერ არ არის განსაზღვრული."), "რატომ არის ეს მნიშვნელოვანი მსოფლიოსთვის", "ამ გზით ცხრა ქვეყნის ტვირთი გადის."),
    "tr": ("Turkish", "Kars demir yolu", "Bu haftanın özeti Kars demir yolunu ve kime gerektiğini inceliyor.",
           "Yeni hat pazartesi günü açıldı ve iki istasyonu var. Proje için bütçeden para ayrıldı.", "Neyi izliyoruz", ("Tarife", "Tarife henüz belirlenmedi."), "Dünya neden önemsemeli", "Dokuz ülkenin yükü bu yoldan geçiyor."),
}


def in_language(code):
    name, title, dek, text, watching, (label, item), why, end = TEXTS[code]

    @step(f"a post in {name}, with its own names for the sections")
    def _():
        post = institute.publish(title, f"<p>{dek}</p><p>{text}</p><h2>{watching}</h2><p><strong>{label}:</strong> {item}</p><h2>{why}</h2><p>{end}</p>")
        visible(post, text[:20], 8)
        it = hub.item(post)
        page = hub.get(it["url"][len(hub.BASE):])[1]
        kinds = re.findall(r'<section class="(\w+)"', page)
        expect(it.get("language") == code and f'<article lang="{code}"' in page and {"watching", "item", "whyitmatters"} <= set(kinds),
               f"language {it.get('language')}, sections {kinds}")
        expect(f"/series/weekly/languages/{code}" in hub.get("/series/weekly")[1], "it has no page of its language")
        return "its language, its sections and the page of its language are there"


for language in TEXTS:
    in_language(language)


@step("a post with the tags Azərbaycan, Россия and Հայաստան")
def _():
    post = institute.publish("Three neighbours", institute.brief_text("three neighbours"))
    institute.act("return wp_set_post_tags( $a[0], $a[1] );", [post.number, ["Azərbaycan", "Россия", "Հայաստան"]])
    hub.poll()
    within(5, lambda: {"AZ", "RU", "AM"} <= set((hub.item(post) or {}).get("tags", [])), lambda: f"tags {(hub.item(post) or {}).get('tags')}")
    return "the regions AZ, RU and AM"
