<?php
/**
 * Plugin Name: FeedHub
 * Description: Tells FeedHub at once what is published, changed or taken back here.
 * Version: 1.0
 * Requires at least: 5.6
 * Requires PHP: 7.0
 *
 * Put this file into wp-content/plugins/feedhub.php, activate it, and fill in Settings → FeedHub.
 */

defined( 'ABSPATH' ) || exit;

function feedhub_settings() {
    return array_merge( array( 'address' => '', 'series' => '', 'key' => '' ), (array) get_option( 'feedhub', array() ) );
}

/** Calls FeedHub. With a wait in seconds, its answer says what it found; without, nobody waits for an answer. */
function feedhub_call( $wait = 0 ) {
    $to = feedhub_settings();
    return wp_remote_post( $to['address'] . '/api/v1/series/' . rawurlencode( $to['series'] ) . '/poll' . ( $wait ? '?wait=' . $wait : '' ), array(
        'headers'     => array( 'Authorization' => 'Bearer ' . $to['key'] ),
        'blocking'    => $wait > 0,
        'timeout'     => $wait > 0 ? $wait + 10 : 3,
        'redirection' => 0, // The key is for this address only.
    ) );
}

/* What readers can see of posts has changed: FeedHub is called once, when the request is over. */

function feedhub_changed() {
    if ( feedhub_settings()['key'] !== '' && ! has_action( 'shutdown', 'feedhub_tell' ) ) {
        add_action( 'shutdown', 'feedhub_tell', 1000 );
    }
}

function feedhub_tell() {
    if ( function_exists( 'fastcgi_finish_request' ) ) {
        fastcgi_finish_request(); // The editor has the page before the call begins.
    }
    feedhub_call();
}

function feedhub_is_public( $post ) {
    $post = $post ? get_post( $post ) : null;
    return $post && $post->post_type === 'post' && $post->post_status === 'publish';
}

// Saving, passwords, privacy, trash and the hour of a scheduled post all come through here.
add_action( 'wp_after_insert_post', function ( $id, $post, $update, $before ) {
    if ( feedhub_is_public( $post ) || feedhub_is_public( $before ) ) {
        feedhub_changed();
    }
}, 10, 4 );
add_action( 'deleted_post', function ( $id, $post ) {
    if ( $post->post_type === 'post' ) {
        feedhub_changed();
    }
}, 10, 2 );
// Importers and scripts give a post its tags and its picture after it was saved.
add_action( 'set_object_terms', function ( $id, $terms, $now, $taxonomy, $append, $before ) {
    if ( feedhub_is_public( $id ) && ( array_diff( $now, $before ) || ( ! $append && array_diff( $before, $now ) ) ) ) {
        feedhub_changed();
    }
}, 10, 6 );
foreach ( array( 'added', 'updated', 'deleted' ) as $done ) {
    add_action( $done . '_post_meta', function ( $ids, $post, $key ) {
        if ( $key === '_wp_attachment_image_alt' || ( $key === '_thumbnail_id' && feedhub_is_public( $post ) ) ) {
            feedhub_changed();
        }
    }, 10, 3 );
}
add_action( 'profile_update', function ( $id, $before ) {
    if ( get_userdata( $id )->display_name !== $before->display_name ) {
        feedhub_changed();
    }
}, 10, 2 );
foreach ( array( 'edited_term', 'delete_term' ) as $done ) {
    add_action( $done, function ( $term, $tt, $taxonomy ) {
        if ( is_object_in_taxonomy( 'post', $taxonomy ) ) {
            feedhub_changed();
        }
    }, 10, 3 );
}
foreach ( array( 'home', 'siteurl', 'permalink_structure' ) as $option ) {
    add_action( 'update_option_' . $option, 'feedhub_changed' );
}

/* Settings → FeedHub */

add_action( 'admin_menu', function () {
    add_options_page( 'FeedHub', 'FeedHub', 'manage_options', 'feedhub', 'feedhub_page' );
} );
add_action( 'admin_init', function () {
    register_setting( 'feedhub', 'feedhub', array( 'type' => 'array', 'sanitize_callback' => 'feedhub_sanitize' ) );
} );

function feedhub_sanitize( $given ) {
    $before = feedhub_settings();
    $given  = array_map( 'trim', array_filter( (array) $given, 'is_string' ) ) + array( 'address' => '', 'series' => '', 'key' => '' );
    $now    = array(
        'address' => untrailingslashit( esc_url_raw( $given['address'], array( 'https', 'http' ) ) ),
        'series'  => sanitize_title( $given['series'] ),
        'key'     => preg_replace( '/[^\x21-\x7e]/', '', $given['key'] ),
    );
    if ( $now['key'] === '' && $now['address'] === $before['address'] ) {
        $now['key'] = $before['key'];
    }
    if ( in_array( '', $now, true ) ) {
        add_settings_error( 'feedhub', 'feedhub', 'FeedHub is called once address, series and key are filled in. For another address, give the key again.' );
    }
    return $now;
}

/** What an answer means, in words. */
function feedhub_said( $answer ) {
    if ( is_wp_error( $answer ) ) {
        return 'FeedHub could not be reached: ' . $answer->get_error_message();
    }
    $said = json_decode( wp_remote_retrieve_body( $answer ), true );
    $code = wp_remote_retrieve_response_code( $answer );
    if ( $code === 200 && isset( $said['new'], $said['changed'], $said['unchanged'] ) ) {
        return sprintf( 'It works: %d new, %d changed, %d unchanged.', count( $said['new'] ), count( $said['changed'] ), $said['unchanged'] );
    }
    if ( $code === 202 ) {
        return 'It works, but the poll was not over in time.';
    }
    $meant = array( 401 => 'The key is not that of an editor.', 404 => 'There is no such series, or no FeedHub at this address.' );
    $told  = isset( $said['detail'] ) && is_string( $said['detail'] ) ? ' FeedHub says: ' . substr( $said['detail'], 0, 500 ) : '';
    return ( isset( $meant[ $code ] ) ? $meant[ $code ] : 'It did not work.' ) . ' The answer was ' . $code . '.' . $told;
}

add_action( 'admin_post_feedhub_try', function () {
    if ( ! current_user_can( 'manage_options' ) ) {
        wp_die( 'Only administrators may do this.', '', array( 'response' => 403 ) );
    }
    check_admin_referer( 'feedhub_try' );
    update_option( 'feedhub_tried', wp_date( 'Y-m-d H:i:s' ) . ' – ' . feedhub_said( feedhub_call( 20 ) ), false );
    wp_safe_redirect( admin_url( 'options-general.php?page=feedhub' ) );
    exit;
} );

function feedhub_page() {
    $now = feedhub_settings();
    ?>
    <div class="wrap">
        <h1>FeedHub</h1>
        <form method="post" action="options.php">
            <?php settings_fields( 'feedhub' ); ?>
            <table class="form-table">
                <tr><th><label for="feedhub-address">Address of FeedHub</label></th>
                    <td><input id="feedhub-address" class="regular-text" type="url" name="feedhub[address]" value="<?php echo esc_attr( $now['address'] ); ?>" placeholder="https://feeds.example.org"></td></tr>
                <tr><th><label for="feedhub-series">Series</label></th>
                    <td><input id="feedhub-series" class="regular-text" name="feedhub[series]" value="<?php echo esc_attr( $now['series'] ); ?>" placeholder="weekly"></td></tr>
                <tr><th><label for="feedhub-key">Key</label></th>
                    <td><input id="feedhub-key" class="regular-text" type="password" name="feedhub[key]" value="" autocomplete="new-password">
                        <p class="description"><?php echo $now['key'] === '' ? 'An editor’s key: feedhub key add --role editor' : 'A key is kept. Leave this empty to go on using it.'; ?></p></td></tr>
            </table>
            <?php submit_button(); ?>
        </form>
        <form method="post" action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>">
            <input type="hidden" name="action" value="feedhub_try">
            <?php wp_nonce_field( 'feedhub_try' ); ?>
            <?php submit_button( 'Try it', 'secondary', 'submit', false ); ?>
            <span><?php echo esc_html( get_option( 'feedhub_tried', '' ) ); ?></span>
        </form>
    </div>
    <?php
}

register_uninstall_hook( __FILE__, 'feedhub_uninstall' );

function feedhub_uninstall() {
    delete_option( 'feedhub' );
    delete_option( 'feedhub_tried' );
}
