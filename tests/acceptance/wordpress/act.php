<?php
// Does one thing in WordPress as importers and wp-cli do: php act.php install, or PHP on the first line of the input and its $a as JSON below.
$_SERVER['HTTP_HOST'] = '127.8.0.2:18080';
$_SERVER['REQUEST_URI'] = '/';
if ( ( $argv[1] ?? '' ) === 'install' ) {
    define( 'WP_INSTALLING', true );
    function wp_new_blog_notification() {
        // There is nobody to write to.
    }
    require getenv( 'SITE' ) . '/wp-load.php';
    require ABSPATH . 'wp-admin/includes/upgrade.php';
    wp_install( 'Institute', 'editor', 'editor@institute.example', true, '', 'a password of the test' );
    update_option( 'siteurl', 'http://127.8.0.2:18080' );
    update_option( 'home', 'http://127.8.0.2:18080' );
    update_option( 'permalink_structure', '/%year%/%postname%/' );
    update_option( 'template', 'twentytwentyone' );
    update_option( 'stylesheet', 'twentytwentyone' );
    update_option( 'timezone_string', 'Asia/Baku' );
    flush_rewrite_rules();
    wp_delete_post( 1, true );
    wp_delete_post( 2, true );
    exit( 0 );
}
require getenv( 'SITE' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once ABSPATH . 'wp-admin/includes/file.php';
require_once ABSPATH . 'wp-admin/includes/media.php';
wp_set_current_user( 1 );
list( $code, $json ) = explode( "\0", stream_get_contents( STDIN ) );
$a   = json_decode( $json, true );
$got = eval( $code );
echo "\n", json_encode( is_wp_error( $got ) ? array( 'error' => $got->get_error_message() ) : $got );
