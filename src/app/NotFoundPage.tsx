import { Link, useLocation } from "@tanstack/react-router";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { visibleLine } from "@/widgets/visible-text";
import styles from "./NotFoundPage.module.css";
import { useTitle } from "./use-title";

/** Pages that Jaeger UI has and that links may therefore lead to. */
const pagesOfJaegerUi = new Set(["deep-dependencies", "monitor", "quality-metrics"]);

/** Says which page was asked for and where to go on. */
export function NotFoundPage() {
  const { notFound } = useFirstMessages().app;
  const asked = useLocation({ select: (location) => location.pathname });
  const page = asked.split("/").at(-1) ?? "";
  useTitle(notFound.title);
  return (
    <div className={styles.page}>
      <h1>{notFound.title}</h1>
      <p>{reason(page, notFound)}</p>
      <p className={styles.asked}>
        <span>{notFound.asked}</span> <code>{visibleLine(asked)}</code>
      </p>
      <p>
        <Link to="/search">{notFound.toSearch}</Link>
      </p>
    </div>
  );
}

function reason(
  page: string,
  words: ReturnType<typeof useFirstMessages>["app"]["notFound"],
): string {
  return pagesOfJaegerUi.has(page) ? words.notYet : words.why;
}
