#!/usr/bin/env bash
# An editor's day with a real WordPress: FeedHub follows it, and every step prints what was done and what readers then saw.
# Usage: tests/acceptance/wordpress.sh [FEEDHUB_DLL]   as root on Debian; build in Release first. Prints the table of docs/publishing.md.
# Installs what it needs of Debian's packages; with KEEP=1 the work folder stays. All traffic is on loopback; what was started is ended.
# Exit code 1 when a step failed, 2 when the day could not begin.
set -euo pipefail
cd "$(dirname "$0")/../.."
export FEEDHUB=${1:-$PWD/src/FeedHub.Server/bin/Release/net10.0/feedhub.dll}
export WORK REPOSITORY=$PWD STEPS=$PWD/tests/acceptance/wordpress
WORK=$(mktemp -d "${TMPDIR:-/tmp}/feedhub-wordpress-XXXXXX")
started=()
end() {
  for process in "${started[@]}"; do
    # PHP's server has workers, which do not always end with it.
    kill $(ps -o pid= --ppid "$process") "$process" 2>/dev/null || true
  done
  for process in "${started[@]}"; do wait "$process" 2>/dev/null || true; done
  [ -n "${KEEP:-}" ] && echo "kept: $WORK" || rm -rf "$WORK"
}
trap end EXIT
begin() { echo "not begun: $*" >&2; exit 2; }

packages=(wordpress wordpress-theme-twentytwentyone php-cli php-mysql php-gd php-xml php-mbstring php-curl mariadb-server-core mariadb-client-core
  newsboat rss2email procps sqlite3)
missing=$(for p in "${packages[@]}"; do dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || echo "$p"; done)
if [ -n "$missing" ]; then
  [ "$(id -u)" = 0 ] || begin "not root, and these packages are missing:" $missing
  # Without recommended packages and services: the site has a database and a server of its own.
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $missing >"$WORK/apt.log" 2>&1 ||
    begin "$(tail -n 3 "$WORK/apt.log")"
fi

echo "== MariaDB on a socket of its own"
database=$WORK/database.sock
mariadb-install-db --no-defaults --user=root --datadir="$WORK/database" --auth-root-authentication-method=normal >"$WORK/database.log" 2>&1
mariadbd --no-defaults --user=root --datadir="$WORK/database" --socket="$database" --pid-file="$WORK/database.pid" --skip-networking \
  --innodb-flush-log-at-trx-commit=0 >>"$WORK/database.log" 2>&1 &
started+=($!)
for _ in $(seq 100); do mariadb --no-defaults -u root -S "$database" -e 'CREATE DATABASE wordpress' 2>/dev/null && break; sleep 0.2; done
mariadb --no-defaults -u root -S "$database" -e 'USE wordpress' || begin "MariaDB did not start: $(tail -n 3 "$WORK/database.log")"

echo "== WordPress at http://127.8.0.2:18080"
export SITE=$WORK/site
cp -rL /usr/share/wordpress "$SITE"
cp -rL /var/lib/wordpress/wp-content/. "$SITE/wp-content/"
mkdir -p "$SITE/wp-content/mu-plugins" "$SITE/wp-content/uploads" "$SITE/wp-content/themes"
[ -e "$SITE/wp-content/themes/twentytwentyone" ] || cp -rL /usr/share/wordpress/wp-content/themes/twentytwentyone "$SITE/wp-content/themes/"
cp "$STEPS/acts-of-the-site.php" "$SITE/wp-content/mu-plugins/"
cat >"$SITE/wp-config.php" <<P
<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:$database' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as \$kind ) {
    define( \$kind . '_KEY', 'a key of the test' . \$kind );
    define( \$kind . '_SALT', 'a salt of the test' . \$kind );
}
define( 'WP_CONTENT_DIR', '$SITE/wp-content' );
define( 'WP_ENVIRONMENT_TYPE', 'local' ); // Application passwords without TLS.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.8.0.2,127.8.0.3,127.0.0.1' );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'FEEDHUB_KEY', trim( (string) @file_get_contents( '$WORK/key' ) ) );
\$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) { define( 'ABSPATH', '$SITE/' ); }
require_once ABSPATH . 'wp-settings.php';
P
php "$STEPS/act.php" install >"$WORK/install.log" 2>&1 || begin "WordPress did not install: $(tail -n 5 "$WORK/install.log")"
for address in 127.8.0.2 127.8.0.3; do
  PHP_CLI_SERVER_WORKERS=6 php -d memory_limit=256M -S "$address:18080" -t "$SITE" "$STEPS/route.php" >"$WORK/php-$address.log" 2>&1 &
  started+=($!)
done
for _ in $(seq 50); do curl -fso /dev/null http://127.8.0.2:18080/feed/ && break; sleep 0.2; done
curl -fso /dev/null http://127.8.0.2:18080/wp-json/wp/v2/posts || begin "WordPress does not answer: $(tail -n 3 "$WORK/php-127.8.0.2.log")"

echo "== An editor's day"
set +e
/usr/bin/python3 -B "$STEPS/day.py"
exit $?
