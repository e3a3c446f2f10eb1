<?php
// What a site does when a file of that name is in its uploads: a plugin that is older than its PHP, and feeds that moved away.
if ( is_file( WP_CONTENT_DIR . '/uploads/notice' ) ) {
    add_action( 'rest_api_init', function () {
        ini_set( 'display_errors', '1' );
        ini_set( 'html_errors', '1' );
        trigger_error( 'Undefined variable $lang in an old plugin', E_USER_WARNING );
    } );
}
// On init, as in docs/publishing.md: later, WordPress has already answered 304 to a reader that asks with If-Modified-Since.
add_action( 'init', function () {
    $to   = json_decode( (string) @file_get_contents( WP_CONTENT_DIR . '/uploads/moved' ), true );
    $path = strtok( $_SERVER['REQUEST_URI'], '?' );
    if ( isset( $to[ $path ] ) ) {
        wp_redirect( $to[ $path ], 301 );
        exit;
    }
} );
